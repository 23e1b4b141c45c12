package io.replicator.schema;

import io.replicator.change.TableId;

/**
 * A sequence that no column takes its default from. Its values stand in no log and no row.
 *
 * @param next the first value that nobody can have got
 * @param cached how many values a session takes at once
 */
public record Sequence(TableId id, long next, long minimum, long maximum, long increment, long cached, boolean cycles) {
    public Sequence as(TableId other) {
        return new Sequence(other, next, minimum, maximum, increment, cached, cycles);
    }
}
