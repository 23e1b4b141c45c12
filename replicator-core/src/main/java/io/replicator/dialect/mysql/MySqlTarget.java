package io.replicator.dialect.mysql;

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
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** MySQL 8.0 or MariaDB as a target. */
public final class MySqlTarget implements TargetEngine {
    private final Product product;
    private final ServerTraits traits;

    private MySqlTarget(Product product, ServerTraits traits) {
        this.product = product;
        this.traits = traits;
    }

    public static MySqlTarget mySql() {
        return new MySqlTarget(Product.MYSQL, ServerTraits.of(Product.MYSQL));
    }

    public static MySqlTarget mariaDb() {
        return new MySqlTarget(Product.MARIADB, ServerTraits.of(Product.MARIADB));
    }

    @Override
    public String name() {
        return product.engine();
    }

    @Override
    public Connection connect(Endpoint endpoint) {
        return MySqlConnections.openForWriting(product, endpoint);
    }

    @Override
    public ErrorKind classify(SQLException failure) {
        return MySqlErrors.classifyTarget(failure);
    }

    @Override
    public TargetEngine on(Connection connection) throws SQLException {
        return new MySqlTarget(product, ServerTraits.of(product, connection));
    }

    @Override
    public TypeMapper types() {
        return new TargetTypes(product, traits.uuids());
    }

    @Override
    public TableWriter writer(Connection connection, TableMapping mapping, List<CascadeStandIn> standIns)
            throws SQLException {
        boolean upserts = product == Product.MYSQL || !PeriodDdl.forbidsUpserts(connection, mapping.target());
        return new MySqlTableWriter(
                connection, new MySqlWriterSql(product, mapping), standIns, Cascades.of(connection, mapping), upserts);
    }

    @Override
    public TableReader reader(Connection connection, TableMapping mapping) {
        return new MySqlTableReader(connection, mapping);
    }

    @Override
    public void beginView(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
        }
    }

    @Override
    public void limitLockWait(Connection connection, Duration atMost) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION lock_wait_timeout = " + atMost.toSeconds()
                    + ", SESSION innodb_lock_wait_timeout = " + atMost.toSeconds());
        }
    }

    @Override
    public BulkLoad bulkLoad(Connection connection, TableMapping mapping, BulkLoad.Mode mode) throws SQLException {
        return traits.loadsData() && mode == BulkLoad.Mode.INSERT
                ? MySqlLoadData.open(connection, mapping)
                : MySqlBulkInsert.open(connection, new MySqlWriterSql(product, mapping), mode);
    }

    @Override
    public void prepareApply(Connection connection) {
        // Each session for writing is prepared when it is opened.
    }

    @Override
    public void beginApply(Connection connection) {
        // No constraint can wait for the end of a transaction.
    }

    @Override
    public CheckpointSql checkpointSql(String schemaName) {
        return new MySqlCheckpointSql(schemaName);
    }

    @Override
    public TargetSchema schema() {
        return new MySqlSchema(product, traits.foldsNames());
    }
}
