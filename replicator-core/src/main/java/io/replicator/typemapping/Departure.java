package io.replicator.typemapping;

import io.replicator.change.TableId;

/**
 * One thing that differs between a source table and its target.
 *
 * @param table the source table
 * @param subject what differs, such as {@code column total} or {@code index idx_name}
 * @param reason what is different, why, and what to do about it
 */
public record Departure(TableId table, String subject, Fidelity fidelity, String reason) {
    @Override
    public String toString() {
        return table + ", " + subject + ": " + reason;
    }
}
