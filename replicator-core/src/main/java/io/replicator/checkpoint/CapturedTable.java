package io.replicator.checkpoint;

import io.replicator.schema.Table;

/**
 * A table of the pipeline with the structure it has at the checkpoint.
 *
 * @param stoppedAtChange the next thing in the log is a change of this structure, at which the pipeline stopped
 */
public record CapturedTable(Table table, boolean stoppedAtChange) {}
