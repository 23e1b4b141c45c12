package io.replicator.app.demo;

import io.replicator.app.status.Quantities;

/** Time since an instant of {@link System#nanoTime}. */
final class Elapsed {
    private Elapsed() {}

    static double seconds(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    /** {@code  (1.25 s)}, with a space before it. */
    static String since(long startNanos) {
        return " (" + Quantities.seconds(seconds(startNanos)) + ")";
    }
}
