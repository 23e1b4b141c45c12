package io.replicator.verify;

import io.replicator.change.Row;
import java.util.ArrayList;
import java.util.List;

/** Rows to be looked up together, bounded in number and size. Used by one thread. */
final class RowBatch {
    private static final int ROWS = 1_000;
    private static final long BYTES = 1 << 20;

    private List<Row> rows = new ArrayList<>();
    private long bytes;

    void add(Row row) {
        rows.add(row);
        bytes += row.approximateBytes();
    }

    boolean isFull() {
        return rows.size() >= ROWS || bytes >= BYTES;
    }

    /** What was added since the last time. */
    List<Row> take() {
        List<Row> taken = rows;
        rows = new ArrayList<>();
        bytes = 0;
        return taken;
    }
}
