package io.replicator.checkpoint;

import io.replicator.change.SourcePosition;

/**
 * What a pipeline has reached.
 *
 * @param sourceIdentity the server the positions belong to
 * @param position everything up to here is on the target, once the snapshot is complete
 * @param snapshotComplete every chunk is on the target
 * @param rowsApplied row changes applied from the stream since the pipeline was created
 */
public record Checkpoint(String sourceIdentity, SourcePosition position, boolean snapshotComplete, long rowsApplied) {}
