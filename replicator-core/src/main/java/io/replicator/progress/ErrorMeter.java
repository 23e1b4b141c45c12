package io.replicator.progress;

import io.replicator.error.ErrorKind;
import java.util.EnumMap;
import java.util.Map;

/** Counts errors that ended a session, by kind, and the retries after them. Guarded by its owner. */
final class ErrorMeter {
    private final Map<ErrorKind, Long> errors = new EnumMap<>(ErrorKind.class);
    private final Map<ErrorKind, Long> retries = new EnumMap<>(ErrorKind.class);

    void retried(ErrorKind kind) {
        retries.merge(kind, 1L, Long::sum);
        errors.merge(kind, 1L, Long::sum);
    }

    void fatal(ErrorKind kind) {
        errors.merge(kind, 1L, Long::sum);
    }

    long retries() {
        return retries.values().stream().mapToLong(Long::longValue).sum();
    }

    Map<ErrorKind, Long> errorsByKind() {
        return Map.copyOf(errors);
    }

    Map<ErrorKind, Long> retriesByKind() {
        return Map.copyOf(retries);
    }
}
