package io.replicator.pipeline;

import io.replicator.apply.ApplySettings;
import io.replicator.progress.Progress;
import io.replicator.snapshot.SnapshotSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;

/** What every session of a pipeline is made of. */
public record SessionFactory(
        Source source, Target target, CheckpointStoreFactory checkpoints, Progress progress, Limits limits) {

    /** How much at once, and by which clock. */
    public record Limits(SnapshotSettings snapshot, ApplySettings apply, Clock clock) {}

    /** The same for the one writer, with the target engine as it is on the server of this connection. */
    SessionFactory on(Connection connection) throws SQLException {
        return new SessionFactory(source, target.on(connection, progress.pipeline()), checkpoints, progress, limits);
    }

    Session create(SessionControl control) {
        return new Session(this, control);
    }
}
