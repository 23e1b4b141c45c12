package io.replicator.verify;

import io.replicator.change.Row;
import io.replicator.change.TableId;
import io.replicator.progress.ComparisonResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts, for a table without a key, how often each row occurs on either side. Takes only rows that {@link RowSums}
 * suspects, and gives up counting exactly where they are too many to be remembered. Used by one thread.
 */
final class RowMultiset {
    private static final int LIMIT = 200_000;

    private final RowSums sums;
    private final Map<Long, Integer> surplus = new HashMap<>();
    private boolean overflown;

    RowMultiset(RowSums sums) {
        this.sums = sums;
    }

    void addSource(Row row) {
        add(row, 1);
    }

    void addTarget(Row row) {
        add(row, -1);
    }

    private void add(Row row, int count) {
        long hash = sums.hash(row);
        if (sums.isSuspect(hash) && !overflown) {
            surplus.merge(hash, count, (a, b) -> a + b == 0 ? null : a + b);
            overflown = surplus.size() > LIMIT;
        }
    }

    ComparisonResult result(TableId table) {
        return overflown ? estimate(table) : counted(table);
    }

    private ComparisonResult counted(TableId table) {
        long missing = surplus.values().stream().mapToLong(n -> Math.max(0, n)).sum();
        long unexpected =
                surplus.values().stream().mapToLong(n -> Math.max(0, -n)).sum();
        return new ComparisonResult(table, sums.sourceRows(), sums.targetRows(), 0, missing, unexpected, List.of());
    }

    private ComparisonResult estimate(TableId table) {
        long missing = Math.max(0, sums.sourceRows() - sums.targetRows());
        long unexpected = Math.max(0, sums.targetRows() - sums.sourceRows());
        long others = Math.max(0, sums.suspects() - missing - unexpected);
        return new ComparisonResult(
                table,
                sums.sourceRows(),
                sums.targetRows(),
                others,
                missing,
                unexpected,
                List.of("too many rows differ to count them; there are at least as many"));
    }
}
