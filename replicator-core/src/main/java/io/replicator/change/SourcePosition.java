package io.replicator.change;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A place in the source's log, always between two transactions. The coordinates are the engine's own ({@code file},
 * {@code pos} and {@code gtids} for a binlog, {@code lsn} for a WAL); only the engine's dialect and capture read them.
 */
public record SourcePosition(SortedMap<String, String> coordinates) {
    public SourcePosition {
        coordinates = Collections.unmodifiableSortedMap(new TreeMap<>(coordinates));
    }

    public SourcePosition(Map<String, String> coordinates) {
        this(new TreeMap<>(coordinates));
    }

    @Override
    public String toString() {
        return coordinates.toString();
    }
}
