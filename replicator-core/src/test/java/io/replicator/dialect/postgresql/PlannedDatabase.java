package io.replicator.dialect.postgresql;

import io.replicator.dialect.Endpoint;
import io.replicator.dialect.TargetSchema.DeferredObject;
import io.replicator.pipeline.plan.GoldenPlanTest;
import io.replicator.pipeline.plan.Plan;
import io.replicator.pipeline.plan.TablePlan;
import io.replicator.testkit.DatabaseServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A new database of a test's server with the tables of a plan's case in it. */
final class PlannedDatabase implements AutoCloseable {
    private final PostgresTarget target = new PostgresTarget();
    private final Plan plan;
    private final Connection replicator;
    private final Connection application;

    PlannedDatabase(DatabaseServer server, String name, Path planCase) throws SQLException, IOException {
        server.createDatabase(name);
        this.plan = GoldenPlanTest.plan(planCase);
        this.replicator = target.connect(new Endpoint(server.jdbcUrl(name), server.user(), server::password, Map.of()));
        replicator.setAutoCommit(true);
        this.application = server.connect(name);
    }

    void createTables() throws SQLException {
        for (TablePlan table : plan.tables()) {
            for (String statement : table.create()) {
                run(statement);
            }
        }
    }

    void createDeferred() throws SQLException {
        for (DeferredObject object : plan.deferred()) {
            run(object.ddl());
        }
    }

    Plan plan() {
        return plan;
    }

    TablePlan table(String source) {
        return plan.tables().stream()
                .filter(table -> table.mapping().source().id().name().equals(source))
                .findFirst()
                .orElseThrow();
    }

    PostgresSchema schema() {
        return new PostgresSchema();
    }

    /** As the applier is connected, in auto-commit mode. */
    Connection replicator() {
        return replicator;
    }

    void run(String sql) throws SQLException {
        run(replicator, sql);
    }

    /** As any other user of the target. */
    void runAsApplication(String sql) throws SQLException {
        run(application, sql);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Nullable
    String ask(String sql) throws SQLException {
        try (Statement statement = replicator.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() throws SQLException {
        replicator.close();
        application.close();
    }
}
