package io.replicator.benchmark;

import org.jspecify.annotations.Nullable;

/**
 * What one run has measured.
 *
 * @param limit what the simplest program reached in the same run, in the same unit
 * @param usage of the processes meanwhile
 */
record Figure(
        String name,
        String unit,
        double value,
        @Nullable Double limit,
        @Nullable Usage usage) {

    /** @param replicatorMegabytes peak resident memory; times are CPU seconds */
    record Usage(long replicatorMegabytes, double replicatorSeconds, double sourceSeconds, double targetSeconds) {}

    Figure(String name, String unit, double value) {
        this(name, unit, value, null, null);
    }

    Figure against(double reached) {
        return new Figure(name, unit, value, reached, usage);
    }

    Figure with(Usage measured) {
        return new Figure(name, unit, value, limit, measured);
    }
}
