package io.replicator.benchmark;

import io.replicator.change.SourcePosition;
import io.replicator.dialect.Endpoint;
import io.replicator.dialect.postgresql.PostgresSource;
import io.replicator.testkit.DatabaseServer;
import io.replicator.testkit.EmbeddedPostgreSql;
import io.replicator.testkit.ServerOptions;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;

/** PostgreSQL with {@code fsync} and {@code synchronous_commit} on. */
record BenchmarkPostgres(DatabaseServer server, ProcessUsage usage) implements BenchmarkServer {
    private static final String SLOT = "replicator_" + Daemon.PIPELINE;
    private static final String KEPT_SLOT = "kept";

    static BenchmarkPostgres start() throws SQLException {
        DatabaseServer server = EmbeddedPostgreSql.start(ServerOptions.defaults()
                .asDurable()
                .with("shared_buffers", "1GB")
                .with("max_wal_size", "4GB"));
        BenchmarkPostgres postgres = new BenchmarkPostgres(server, ProcessUsage.ofServer("postgres"));
        postgres.execute("CREATE ROLE " + USER + " LOGIN REPLICATION PASSWORD '" + PASSWORD + "'");
        return postgres;
    }

    @Override
    public Connection asReplicator(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("password", PASSWORD);
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.setProperty("stringtype", "unspecified");
        return DriverManager.getConnection(server.jdbcUrl(database), properties);
    }

    @Override
    public String properties() {
        return "{}";
    }

    @Override
    public void createDatabase(String database) throws SQLException {
        execute("CREATE DATABASE " + database + " OWNER " + USER);
    }

    @Override
    public void copyDatabase(String from, String to) throws SQLException {
        execute("CREATE DATABASE " + to + " OWNER " + USER + " TEMPLATE " + from + " STRATEGY file_copy");
    }

    @Override
    public void dropDatabase(String database) throws SQLException {
        execute("DROP DATABASE " + database + " WITH (FORCE)");
    }

    @Override
    public void relax() throws SQLException {
        execute("ALTER SYSTEM SET synchronous_commit = off", "SELECT pg_reload_conf()");
    }

    @Override
    public void settle() throws SQLException {
        execute("ALTER SYSTEM RESET synchronous_commit", "SELECT pg_reload_conf()", "CHECKPOINT");
    }

    @Override
    public String orderTable(String name) {
        return OrderRow.postgresTable(name);
    }

    @Override
    public void doNotLog(Connection connection) {
        // Slots are made later.
    }

    @Override
    public InputStream lines(Connection connection, String table, long after, long upTo) throws SQLException {
        String columns = OrderRow.COLUMNS.stream()
                .map(column -> column.equals("updated_at") ? "updated_at AT TIME ZONE 'UTC'" : column)
                .collect(Collectors.joining(", "));
        return new PGCopyInputStream(
                connection.unwrap(PGConnection.class),
                "COPY (SELECT " + columns + " FROM " + table + " WHERE id > " + after + " AND id <= " + upTo
                        + " ORDER BY id) TO STDOUT");
    }

    @Override
    public long load(Connection connection, String table, InputStream lines) throws SQLException {
        try {
            return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + table + " FROM STDIN", lines, ResultLines.BUFFER_BYTES);
        } catch (java.io.IOException e) {
            throw new SQLException("reading lines for " + table + " failed", e);
        }
    }

    @Override
    public String upsert(String table) {
        return "INSERT INTO " + table + " VALUES ("
                + OrderRow.COLUMNS.stream().map(column -> "?").collect(Collectors.joining(", "))
                + ") ON CONFLICT (id) DO UPDATE SET "
                + OrderRow.COLUMNS.stream()
                        .skip(1)
                        .map(column -> column + " = EXCLUDED." + column)
                        .collect(Collectors.joining(", "));
    }

    @Override
    public SourcePosition keepLog(String database) throws SQLException {
        PostgresSource counting = new PostgresSource(CountingEngine.PIPELINE);
        Endpoint endpoint = new Endpoint(server.jdbcUrl(database), USER, () -> PASSWORD, Map.of());
        try (Connection connection = counting.connect(endpoint)) {
            counting.prepare(endpoint, counting.tables(connection, table -> true));
            copy(connection, SLOT, KEPT_SLOT);
            return counting.currentPosition(connection);
        }
    }

    @Override
    public void rewind(String database) throws SQLException {
        drop(SLOT);
        try (Connection connection = server.connect(database)) {
            copy(connection, KEPT_SLOT, SLOT);
        }
    }

    /** The copy is one of the database that the connection is to. */
    private static void copy(Connection connection, String slot, String to) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_copy_logical_replication_slot('" + slot + "', '" + to + "')");
        }
    }

    @Override
    public void forgetPipelines() throws SQLException {
        drop(SLOT);
        drop(KEPT_SLOT);
        drop("replicator_" + CountingEngine.PIPELINE);
    }

    /** Also if a process that was killed still seems to use it. */
    private void drop(String slot) throws SQLException {
        String where = " FROM pg_replication_slots WHERE slot_name = '" + slot + "'";
        execute("SELECT pg_terminate_backend(active_pid, 10000)" + where + " AND active");
        execute("SELECT pg_drop_replication_slot(slot_name)" + where);
    }

    @Override
    public long logBytes() throws SQLException {
        return number("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint");
    }
}
