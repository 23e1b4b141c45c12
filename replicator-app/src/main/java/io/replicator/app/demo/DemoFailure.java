package io.replicator.app.demo;

import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;

/** Makes the exceptions that end the demo without a result. */
final class DemoFailure {
    private DemoFailure() {}

    static ReplicationException because(String message, Throwable cause) {
        return new ReplicationException(ErrorKind.INTERNAL, message, cause);
    }

    static ReplicationException because(String message) {
        return new ReplicationException(ErrorKind.INTERNAL, message);
    }
}
