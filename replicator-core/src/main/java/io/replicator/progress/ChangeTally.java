package io.replicator.progress;

import java.util.EnumMap;
import java.util.Map;

/** Counts the row changes of one table by operation. Owned by one thread, or guarded by its owner. */
public final class ChangeTally {
    private final Map<Operation, Long> counts = new EnumMap<>(Operation.class);

    public ChangeTally() {
        for (Operation operation : Operation.values()) {
            counts.put(operation, 0L);
        }
    }

    public void add(Operation operation) {
        counts.merge(operation, 1L, Long::sum);
    }

    void add(ChangeTally other) {
        other.counts.forEach((operation, count) -> counts.merge(operation, count, Long::sum));
    }

    Map<Operation, Long> byOperation() {
        return Map.copyOf(counts);
    }
}
