package io.replicator.pipeline;

import io.replicator.change.TableId;
import io.replicator.checkpoint.CapturedTable;
import io.replicator.checkpoint.CheckpointStore;
import io.replicator.schema.Column;
import io.replicator.schema.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which tables a session replicates, and with which structure: that of the checkpoint, as the log goes on from there,
 * even if the source's catalog is ahead of it.
 */
final class CapturedTables {
    private final CheckpointStore store;
    private final TableSelection selection;
    private final Map<TableId, Table> catalog;

    CapturedTables(CheckpointStore store, TableSelection selection, List<Table> catalog) {
        this.store = store;
        this.selection = selection;
        this.catalog = catalog.stream().collect(Collectors.toMap(Table::id, Function.identity()));
    }

    /** The tables of a pipeline that ran before. */
    List<Table> resumed() {
        return store.tables().stream()
                .map(CapturedTable::table)
                .filter(table -> selection.test(table.id()))
                .toList();
    }

    /** Selected tables of the source that are not replicated yet, as they are now. */
    List<Table> fresh() {
        Set<TableId> captured =
                store.tables().stream().map(table -> table.table().id()).collect(Collectors.toSet());
        return catalog.values().stream()
                .filter(table -> !captured.contains(table.id()) && selection.takesUp(table.id()))
                .sorted(Comparator.comparing(Table::id))
                .toList();
    }

    /** Whether the source's table is another than this one by now. */
    boolean isChanged(Table stored) {
        return !sameStructure(stored, catalog.get(stored.id()));
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
