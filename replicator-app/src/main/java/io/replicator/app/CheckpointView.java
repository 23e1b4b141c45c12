package io.replicator.app;

import io.replicator.change.SourcePosition;

/**
 * A pipeline's stored checkpoint, as far as it tells an operator something while no process runs.
 *
 * @param rowsApplied row changes applied since the pipeline was created
 */
record CheckpointView(SourcePosition position, boolean snapshotComplete, long rowsApplied) {}
