package io.replicator.testkit;

import java.util.concurrent.TimeUnit;

/** Waits a moment. */
final class Pause {

    private Pause() {}

    /** Keeps the interrupt and throws when interrupted. */
    static void millis(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestkitException("interrupted while waiting for a database server", e);
        }
    }
}
