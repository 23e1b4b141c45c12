package io.replicator.error;

import org.jspecify.annotations.Nullable;

/**
 * The one exception of this project. Its message says what happened and where; the kind says whether to retry and what
 * the operator should do. It never carries a row's values or a secret.
 */
public final class ReplicationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;

    public ReplicationException(ErrorKind kind, String message) {
        this(kind, message, null);
    }

    public ReplicationException(ErrorKind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public static ReplicationException outOfMemory(Throwable cause) {
        return new ReplicationException(
                ErrorKind.MEMORY,
                "Out of memory: a row or value is too large for the heap of "
                        + (Runtime.getRuntime().maxMemory() >> 20) + " MB",
                cause);
    }

    public ErrorKind kind() {
        return kind;
    }

    /** Message and hint, as shown to the operator. */
    public String explained() {
        return getMessage() + "\n  " + kind.hint();
    }
}
