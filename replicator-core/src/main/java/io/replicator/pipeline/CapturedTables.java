package io.replicator.pipeline;

import io.replicator.change.TableId;
import io.replicator.checkpoint.CapturedTable;
import io.replicator.checkpoint.Checkpoint;
import io.replicator.checkpoint.CheckpointStore;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.schema.Column;
import io.replicator.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which tables a session replicates, and with which structure: that of the checkpoint, as the log goes on from there,
 * even if the source's catalog is ahead of it.
 */
final class CapturedTables {
    private static final Logger LOG = LoggerFactory.getLogger(CapturedTables.class);

    private final CheckpointStore store;
    private final TableSelection selection;
    private final Map<TableId, Table> catalog;

    CapturedTables(CheckpointStore store, TableSelection selection, List<Table> catalog) {
        this.store = store;
        this.selection = selection;
        this.catalog = catalog.stream().collect(Collectors.toMap(Table::id, Function.identity()));
    }

    /** @param checkpoint of a pipeline that ran before */
    List<Table> resumed(Checkpoint checkpoint) {
        List<Table> tables = new ArrayList<>();
        List<CapturedTable> captured = store.tables();
        for (CapturedTable table : captured) {
            if (selection.test(table.table().id())) {
                tables.add(resumed(table, checkpoint.snapshotComplete()));
            }
        }
        catalog.keySet().stream()
                .filter(id ->
                        captured.stream().noneMatch(table -> table.table().id().equals(id)))
                .sorted()
                .forEach(id -> LOG.warn(
                        "{} is not replicated: it was not there when this pipeline began. A new pipeline would copy it",
                        id));
        return tables;
    }

    private Table resumed(CapturedTable captured, boolean snapshotComplete) {
        Table stored = captured.table();
        Table now = catalog.get(stored.id());
        if (!snapshotComplete && !sameStructure(stored, now)) {
            throw new ReplicationException(
                    ErrorKind.SCHEMA_CHANGED,
                    "Table " + stored.id()
                            + (now == null ? " is gone from the source" : " changed its structure at the source")
                            + " before it was copied; drop the target tables and the checkpoint to copy again");
        }
        return stored;
    }

    /** The tables of which the next thing in the log is a change of structure. */
    Set<TableId> atChange() {
        return store.tables().stream()
                .filter(CapturedTable::stoppedAtChange)
                .map(captured -> captured.table().id())
                .collect(Collectors.toSet());
    }

    static boolean sameStructure(Table a, @Nullable Table b) {
        return b != null
                && a.primaryKey().equals(b.primaryKey())
                && (a.keyIndex().isEmpty() || hasUnique(b, a.rowKey()))
                && a.columns().stream()
                        .map(CapturedTables::shape)
                        .toList()
                        .equals(b.columns().stream().map(CapturedTables::shape).toList());
    }

    private static boolean hasUnique(Table table, List<String> columns) {
        return table.indexes().stream()
                .anyMatch(index ->
                        index.unique() && index.isPlain() && index.columns().equals(columns));
    }

    private static List<Object> shape(Column column) {
        return List.of(
                column.name(),
                column.nativeType(),
                String.valueOf(column.charset()),
                column.nullable(),
                column.isGenerated());
    }
}
