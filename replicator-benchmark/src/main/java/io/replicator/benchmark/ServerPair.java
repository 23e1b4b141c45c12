package io.replicator.benchmark;

import io.replicator.testkit.DatabaseServer;
import io.replicator.testkit.EmbeddedMySql;
import io.replicator.testkit.EmbeddedPostgreSql;
import io.replicator.testkit.ServerOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Durable servers with the settings of the baselines, and a user for the daemon on each. */
final class ServerPair implements AutoCloseable {
    static final String USER = "replicator";
    static final String PASSWORD = "benchmark";

    private static final int CLEAN_PAGES = 100;
    private static final int POLL_MILLIS = 200;

    private final String tls;
    private final DatabaseServer source;
    private final DatabaseServer target;
    private final ProcessUsage sourceUsage;
    private final ProcessUsage targetUsage;

    ServerPair(String tls) throws SQLException {
        this.tls = tls;
        this.source = EmbeddedMySql.start(ServerOptions.defaults().asDurable().with("innodb_buffer_pool_size", "1G"));
        this.target = EmbeddedPostgreSql.start(ServerOptions.defaults()
                .asDurable()
                .with("shared_buffers", "1GB")
                .with("max_wal_size", "4GB"));
        this.sourceUsage = ProcessUsage.ofServer("mysqld");
        this.targetUsage = ProcessUsage.ofServer("postgres");
        onSource("CREATE USER " + USER + " IDENTIFIED BY '" + PASSWORD + "'");
        onSource("GRANT SELECT, RELOAD, LOCK TABLES, REPLICATION CLIENT, REPLICATION SLAVE ON *.* TO " + USER);
        onTarget("CREATE ROLE " + USER + " LOGIN PASSWORD '" + PASSWORD + "'");
    }

    DatabaseServer source() {
        return source;
    }

    DatabaseServer target() {
        return target;
    }

    ProcessUsage sourceUsage() {
        return sourceUsage;
    }

    ProcessUsage targetUsage() {
        return targetUsage;
    }

    String tls() {
        return tls;
    }

    /** As the daemon connects, for the limits. */
    Connection asReplicator(DatabaseServer server, String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("password", PASSWORD);
        properties.setProperty("sslMode", tls);
        properties.setProperty("allowPublicKeyRetrieval", "true");
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.setProperty("stringtype", "unspecified");
        return DriverManager.getConnection(server.jdbcUrl(database), properties);
    }

    void createTarget(String database) throws SQLException {
        onTarget("CREATE DATABASE " + database + " OWNER " + USER);
        settle();
    }

    /** A target in the state in which another one was left; nobody may be connected to that. */
    void copyTarget(String from, String to) throws SQLException {
        onTarget("CREATE DATABASE " + to + " OWNER " + USER + " TEMPLATE " + from + " STRATEGY file_copy");
        settle();
    }

    void dropTarget(String database) throws SQLException {
        onTarget("DROP DATABASE " + database + " WITH (FORCE)");
    }

    /** Until then commits are not durable, which makes preparations faster. */
    void relaxSource() throws SQLException {
        onSource("SET GLOBAL sync_binlog = 0");
        onSource("SET GLOBAL innodb_flush_log_at_trx_commit = 2");
    }

    /** Writes out what preparations have left in memory, so that a measurement does not pay for it. */
    void settle() throws SQLException {
        onSource("SET GLOBAL sync_binlog = 1");
        onSource("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
        onSource("SET GLOBAL innodb_max_dirty_pages_pct = 0");
        while (dirtyPages() > CLEAN_PAGES) {
            Pause.millis(POLL_MILLIS);
        }
        onSource("SET GLOBAL innodb_max_dirty_pages_pct = 90");
        onTarget("CHECKPOINT");
    }

    private long dirtyPages() throws SQLException {
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Innodb_buffer_pool_pages_dirty'")) {
            row.next();
            return row.getLong(2);
        }
    }

    private void onSource(String sql) throws SQLException {
        execute(source, sql);
    }

    private void onTarget(String sql) throws SQLException {
        execute(target, sql);
    }

    private static void execute(DatabaseServer server, String sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        source.close();
        target.close();
    }
}
