package io.replicator.verify;

import io.replicator.change.Row;
import io.replicator.typemapping.TableMapping;

/** Sums of the hashes of rows, in buckets, so that equal tables are known by them whatever the order of their rows. */
final class RowSums {
    private static final int BUCKETS = 1 << 16;

    private final TableMapping mapping;
    private final long[] surplus = new long[BUCKETS];
    private long sourceRows;
    private long targetRows;

    RowSums(TableMapping mapping) {
        this.mapping = mapping;
    }

    long hash(Row row) {
        return ComparableRow.of(mapping.written(), row).hash();
    }

    void addSource(Row row) {
        long hash = hash(row);
        surplus[bucket(hash)] += hash;
        sourceRows++;
    }

    void addTarget(Row row) {
        long hash = hash(row);
        surplus[bucket(hash)] -= hash;
        targetRows++;
    }

    /** Whether a row with this hash may be on one side only. */
    boolean isSuspect(long hash) {
        return surplus[bucket(hash)] != 0;
    }

    /** At least as many rows are on one side only. */
    long suspects() {
        long differing = 0;
        for (long sum : surplus) {
            differing += sum == 0 ? 0 : 1;
        }
        return differing;
    }

    long sourceRows() {
        return sourceRows;
    }

    long targetRows() {
        return targetRows;
    }

    private static int bucket(long hash) {
        return (int) (hash >>> 48);
    }
}
