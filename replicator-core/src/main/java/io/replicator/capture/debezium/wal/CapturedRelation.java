package io.replicator.capture.debezium.wal;

import io.replicator.change.ChangeEvent.RowDeleted;
import io.replicator.change.ChangeEvent.RowInserted;
import io.replicator.change.ChangeEvent.RowUpdated;
import io.replicator.change.ChangeEvent.TableChange;
import io.replicator.change.Row;
import io.replicator.dialect.postgresql.PostgresSource;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Turns the sent values of one table into rows in canonical form. A generated column has no value in the log and none
 * here; the target computes it.
 */
public final class CapturedRelation {
    private final Table table;
    private final WalMessage.Relation relation;
    private final int[] ordinals;
    private final ValueDecoder[] decoders;
    private final boolean[] inKey;
    private final boolean keyOnly;

    /** @param relation with the names of the table's columns */
    public CapturedRelation(Table table, WalMessage.Relation relation) {
        this.table = table;
        this.relation = relation;
        this.ordinals = relation.columns().stream()
                .mapToInt(column -> table.indexOf(column.name()))
                .toArray();
        this.decoders = relation.columns().stream()
                .map(column -> ValueDecoder.of(table.column(column.name()).type()))
                .toArray(ValueDecoder[]::new);
        this.inKey = new boolean[table.columns().size()];
        table.rowKey().forEach(column -> inKey[table.indexOf(column)] = true);
        // A partition may log less than its root announces, and then NULL stands for what is missing.
        this.keyOnly = PostgresSource.isPartitioned(table) && table.hasRowKey();
    }

    public Table table() {
        return table;
    }

    public TableChange insert(Tuple after) {
        return new RowInserted(table.id(), row(after));
    }

    public TableChange update(Tuple before, Tuple after) {
        Row now = row(after);
        if (before.extent() == Tuple.Extent.ABSENT) {
            return new RowUpdated(table.id(), keyOf(now), now);
        }
        Row old = old(before);
        return new RowUpdated(table.id(), old, now.over(old));
    }

    public TableChange delete(Tuple before) {
        return new RowDeleted(table.id(), old(before));
    }

    /** The key was not changed; of all else the log does not say what it was. */
    private Row keyOf(Row now) {
        if (!table.hasRowKey()) {
            throw new ReplicationException(
                    ErrorKind.SOURCE_SETTING,
                    "a change of " + table.id()
                            + ", which has no key, was logged without the row before it: set its"
                            + " REPLICA IDENTITY to FULL and copy it again");
        }
        @Nullable Object[] values = new Object[now.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = inKey[i] ? now.get(i) : Row.UNKNOWN;
        }
        return new Row(values);
    }

    private Row old(Tuple tuple) {
        Row row = row(tuple);
        return keyOnly ? keyOf(row) : row;
    }

    private Row row(Tuple tuple) {
        @Nullable Object[] values = new Object[table.columns().size()];
        for (int i = 0; i < ordinals.length; i++) {
            boolean meaningful = tuple.extent() == Tuple.Extent.WHOLE
                    || relation.columns().get(i).inIdentity();
            values[ordinals[i]] = meaningful ? decoders[i].value(tuple.values().get(i)) : Row.UNKNOWN;
        }
        return new Row(values);
    }
}
