package io.replicator.capture.debezium.binlog;

/** The log stores something else than the captured table says. The message completes "table t ...". */
final class StructureMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StructureMismatchException(String message) {
        super(message);
    }
}
