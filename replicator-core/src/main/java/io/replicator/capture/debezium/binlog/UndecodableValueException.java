package io.replicator.capture.debezium.binlog;

/** A value that cannot be carried without loss. The message names the class of value, never the value. */
final class UndecodableValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UndecodableValueException(String message) {
        super(message);
    }
}
