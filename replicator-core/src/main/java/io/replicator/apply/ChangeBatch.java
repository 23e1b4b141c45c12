package io.replicator.apply;

import io.replicator.change.ChangeEvent.RowDeleted;
import io.replicator.change.ChangeEvent.RowInserted;
import io.replicator.change.ChangeEvent.RowUpdated;
import io.replicator.change.ChangeEvent.TableChange;
import io.replicator.change.TableId;
import io.replicator.dialect.TableWriter;
import io.replicator.schema.ForeignKey;
import io.replicator.typemapping.TableMapping;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes that are written together: all deletes, children first, then key moves, then all upserts, parents first. A
 * change whose effect would differ in that order does not join; the batch is written first. Owned by the applying
 * thread.
 */
final class ChangeBatch {
    private final Map<TableId, TableChanges> tables = new LinkedHashMap<>();
    private final List<TableId> parentsFirst;
    private final List<TableId> childrenFirst;

    ChangeBatch(List<TableMapping> mappings) {
        for (TableMapping mapping : mappings) {
            tables.put(mapping.source().id(), new TableChanges(mapping));
        }
        mappings.forEach(mapping -> mapping.source().foreignKeys().forEach(key -> watch(mapping, key, mappings)));
        this.parentsFirst = ParentsFirst.order(mappings);
        List<TableId> reversed = new ArrayList<>(parentsFirst);
        Collections.reverse(reversed);
        this.childrenFirst = List.copyOf(reversed);
    }

    private void watch(TableMapping child, ForeignKey key, List<TableMapping> mappings) {
        for (TableMapping parent : mappings) {
            if (parent.source().id().equals(key.referencedTable())) {
                ReferenceGuard guard = new ReferenceGuard(child.source(), key, parent.source());
                TableChanges childChanges = tables.get(child.source().id());
                childChanges.refersBy(guard, tables.get(parent.source().id()));
                tables.get(parent.source().id()).referredBy(guard);
                guard.between(
                        childChanges.asParent(),
                        tables.get(parent.source().id()).asChild());
            }
        }
    }

    /** Adds a row change, or returns false if the batch must be written before. */
    boolean join(TableChange change) {
        TableChanges table = tables.get(change.table());
        if (change instanceof RowInserted inserted) {
            return table.insert(inserted);
        }
        if (change instanceof RowUpdated updated) {
            return table.update(updated);
        }
        if (change instanceof RowDeleted deleted) {
            return table.delete(deleted);
        }
        throw new IllegalArgumentException("not a row change: " + change.getClass());
    }

    void write(Map<TableId, TableWriter> writers) throws SQLException {
        for (TableId id : childrenFirst) {
            tables.get(id).writeDeletes(writers.get(id));
        }
        for (TableId id : parentsFirst) {
            tables.get(id).writeMoves(writers.get(id));
        }
        for (TableId id : parentsFirst) {
            tables.get(id).writeUpserts(writers.get(id));
        }
        tables.values().forEach(TableChanges::clear);
    }
}
