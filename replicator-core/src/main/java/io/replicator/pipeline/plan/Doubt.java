package io.replicator.pipeline.plan;

import io.replicator.change.TableId;

/**
 * Rows of the source that will not arrive as they are, found by reading them.
 *
 * @param subject what they were looked at for, such as {@code column total}
 * @param rows how many there are
 * @param exampleKey the key of one of them, empty if rows are found by all their values
 */
public record Doubt(TableId table, String subject, String reason, long rows, String exampleKey) {}
