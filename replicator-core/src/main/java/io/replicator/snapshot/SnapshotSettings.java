package io.replicator.snapshot;

/**
 * How a snapshot is divided.
 *
 * @param readers threads, each with a connection to source and target
 * @param chunkBytes wanted size of a chunk, by the source's estimate of a row's size
 * @param minimumRows at least so many rows to a chunk
 * @param maximumRows at most so many rows to a chunk
 */
public record SnapshotSettings(int readers, long chunkBytes, int minimumRows, int maximumRows) {
    private static final int FIRST_ROWS = 2_000;

    public static final SnapshotSettings DEFAULT = new SnapshotSettings(4, 12L << 20, 1_000, 100_000);

    public SnapshotSettings {
        if (readers < 1 || chunkBytes < 1 || minimumRows < 1 || maximumRows < minimumRows) {
            throw new IllegalArgumentException("a snapshot has at least one reader, a chunk at least one row");
        }
    }

    /** A table's first chunks are small and double, so that rows are soon on the target. */
    int chunkRows(long averageRowBytes, int ordinal) {
        long rows = chunkBytes / Math.max(1, averageRowBytes);
        long first = (long) FIRST_ROWS << Math.min(ordinal, 20);
        return (int) Math.min(maximumRows, Math.max(minimumRows, Math.min(rows, first)));
    }
}
