package io.replicator.apply;

/**
 * How much is written at once.
 *
 * @param batchRows row changes per set of statements
 * @param batchBytes approximate heap bytes of rows held before they are written
 */
public record ApplySettings(int batchRows, long batchBytes) {
    /** Sized to this process's heap: a batch takes at most a thirty-second part. */
    public static ApplySettings forHeap() {
        long bytes = Runtime.getRuntime().maxMemory() / 32;
        return new ApplySettings(5_000, Math.max(1L << 20, Math.min(bytes, 16L << 20)));
    }

    public ApplySettings {
        if (batchRows < 1 || batchBytes < 1) {
            throw new IllegalArgumentException("a batch holds at least one row");
        }
    }
}
