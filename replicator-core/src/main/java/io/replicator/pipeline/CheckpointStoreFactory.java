package io.replicator.pipeline;

import io.replicator.checkpoint.CheckpointStore;
import java.sql.Connection;

/** Opens the pipeline's checkpoint store for one session. */
public interface CheckpointStoreFactory {
    /** @param session a target connection that the store owns and closes */
    CheckpointStore open(Connection session);
}
