package io.replicator.pipeline;

import io.replicator.dialect.Endpoint;
import io.replicator.dialect.TargetEngine;
import io.replicator.pipeline.ddl.DdlPolicies;
import io.replicator.pipeline.plan.PlanSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Where a pipeline writes.
 *
 * @param settings schema, names and value policies
 * @param ddl what becomes of changes of structure
 */
public record Target(TargetEngine engine, Endpoint endpoint, PlanSettings settings, DdlPolicies ddl) {
    /** How long a change of structure may keep others waiting for a lock that it waits for itself. */
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(5);

    /** A connection for changes of structure. */
    Connection connectForDdl() throws SQLException {
        Connection connection = engine.connect(endpoint);
        try {
            engine.limitLockWait(connection, LOCK_PATIENCE);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** The same for the writer of a pipeline, with the engine as it is on the server of this connection. */
    Target on(Connection connection, String pipeline) throws SQLException {
        TargetEngine there = engine.on(connection);
        Endpoint writers = there.checkpointSql(settings.targetSchema()).writers(endpoint, pipeline);
        return new Target(there, writers, settings, ddl);
    }
}
