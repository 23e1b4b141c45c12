package io.replicator.dialect.postgresql;

import io.replicator.dialect.BulkLoad;
import io.replicator.dialect.CascadeStandIn;
import io.replicator.dialect.CheckpointSql;
import io.replicator.dialect.Endpoint;
import io.replicator.dialect.TableReader;
import io.replicator.dialect.TableWriter;
import io.replicator.dialect.TargetEngine;
import io.replicator.dialect.TargetSchema;
import io.replicator.error.ErrorKind;
import io.replicator.typemapping.TableMapping;
import io.replicator.typemapping.TypeMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** PostgreSQL as a target. */
public final class PostgresTarget implements TargetEngine {
    private final PostgresTypes types;
    private final PostgresSchema schema = new PostgresSchema();

    /** A server without extensions, until {@link #on} knows better. */
    public PostgresTarget() {
        this(false);
    }

    /** @param postgis whether the type {@code geometry} is there */
    public PostgresTarget(boolean postgis) {
        this.types = new PostgresTypes(postgis);
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public Connection connect(Endpoint endpoint) {
        return PostgresConnection.open(endpoint);
    }

    @Override
    public ErrorKind classify(SQLException failure) {
        return PostgresErrors.classify(failure);
    }

    @Override
    public TargetEngine on(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT to_regtype('geometry') IS NOT NULL")) {
            return new PostgresTarget(row.next() && row.getBoolean(1));
        }
    }

    @Override
    public TypeMapper types() {
        return types;
    }

    @Override
    public TableWriter writer(Connection connection, TableMapping mapping, List<CascadeStandIn> standIns) {
        return new PostgresTableWriter(connection, mapping, standIns);
    }

    @Override
    public TableReader reader(Connection connection, TableMapping mapping) {
        return new PostgresTableReader(connection, mapping);
    }

    /** The first query decides what the transaction sees. */
    @Override
    public void beginView(Connection connection) throws SQLException {
        execute(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
        execute(connection, "SELECT 1");
    }

    @Override
    public BulkLoad bulkLoad(Connection connection, TableMapping mapping, BulkLoad.Mode mode) throws SQLException {
        return PostgresCopy.open(connection, mapping, mode);
    }

    /**
     * Every statement of the applier finds its rows by key, so a plan that scans is always a misjudgment of the array's
     * size.
     */
    @Override
    public void prepareApply(Connection connection) throws SQLException {
        execute(
                connection,
                "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;"
                        + " SET plan_cache_mode = force_generic_plan");
        connection.commit();
    }

    @Override
    public void beginApply(Connection connection) throws SQLException {
        execute(connection, "SET CONSTRAINTS ALL DEFERRED");
    }

    @Override
    public void limitLockWait(Connection connection, Duration atMost) throws SQLException {
        execute(connection, "SET lock_timeout = " + atMost.toMillis());
    }

    @Override
    public CheckpointSql checkpointSql(String schemaName) {
        return new PostgresCheckpointSql(schemaName);
    }

    @Override
    public TargetSchema schema() {
        return schema;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
