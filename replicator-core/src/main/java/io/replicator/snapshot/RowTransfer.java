package io.replicator.snapshot;

import io.replicator.dialect.BulkLoad;
import io.replicator.dialect.SnapshotReading;
import io.replicator.dialect.SnapshotReading.Decoder;
import io.replicator.schema.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;

/** Moves rows from a result into a bulk load, one at a time. Used by one thread. */
final class RowTransfer {
    private static final int REPORTED_ROWS = 5_000;

    private final ResultSet rows;
    private final Decoder[] decoders;
    private final byte[][] values;
    private final Function<SQLException, RuntimeException> sourceFailure;

    /** @param sourceFailure makes what to throw when reading fails */
    RowTransfer(
            ResultSet rows,
            SnapshotReading reading,
            List<Column> columns,
            Function<SQLException, RuntimeException> sourceFailure) {
        this.rows = rows;
        this.decoders = columns.stream().map(reading::decoder).toArray(Decoder[]::new);
        this.values = new byte[decoders.length][];
        this.sourceFailure = sourceFailure;
    }

    /** @param moved is told, from time to time and at the end, how many more rows were moved */
    void run(BulkLoad load, IntConsumer moved) throws SQLException {
        int unreported = 0;
        while (read()) {
            load.add(values);
            if (++unreported == REPORTED_ROWS) {
                moved.accept(unreported);
                unreported = 0;
            }
        }
        moved.accept(unreported);
    }

    private boolean read() {
        try {
            if (!rows.next()) {
                return false;
            }
            for (int i = 0; i < decoders.length; i++) {
                byte[] raw = rows.getBytes(i + 1);
                values[i] = raw == null || decoders[i] == Decoder.SAME ? raw : decoders[i].decode(raw);
            }
            return true;
        } catch (SQLException e) {
            throw sourceFailure.apply(e);
        }
    }
}
