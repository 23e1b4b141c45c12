package io.replicator.dialect.mysql;

import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import java.util.concurrent.TimeUnit;

/** Short waits while the server is watched. */
final class Pause {
    private Pause() {}

    /** @throws ReplicationException if the thread is interrupted, which stays visible in its flag */
    static void milliseconds(long duration) {
        try {
            TimeUnit.MILLISECONDS.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReplicationException(ErrorKind.CONNECTION, "Interrupted while waiting for the source", e);
        }
    }
}
