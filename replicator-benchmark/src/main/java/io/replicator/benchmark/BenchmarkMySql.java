package io.replicator.benchmark;

import com.mysql.cj.jdbc.JdbcStatement;
import io.replicator.change.SourcePosition;
import io.replicator.dialect.mysql.MySqlSource;
import io.replicator.testkit.DatabaseServer;
import io.replicator.testkit.EmbeddedMySql;
import io.replicator.testkit.ServerOptions;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** MySQL with {@code sync_binlog=1} and {@code innodb_flush_log_at_trx_commit=1}. */
record BenchmarkMySql(DatabaseServer server, ProcessUsage usage, String tls) implements BenchmarkServer {
    private static final int CLEAN_PAGES = 100;
    private static final int POLL_MILLIS = 200;

    static BenchmarkMySql start(String tls) throws SQLException {
        DatabaseServer server =
                EmbeddedMySql.start(ServerOptions.defaults().asDurable().with("innodb_buffer_pool_size", "1G"));
        BenchmarkMySql mysql = new BenchmarkMySql(server, ProcessUsage.ofServer("mysqld"), tls);
        mysql.execute(
                "CREATE USER " + USER + " IDENTIFIED BY '" + PASSWORD + "'", "GRANT ALL PRIVILEGES ON *.* TO " + USER);
        return mysql;
    }

    @Override
    public Connection asReplicator(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("password", PASSWORD);
        properties.setProperty("sslMode", tls);
        properties.setProperty("allowPublicKeyRetrieval", "true");
        properties.setProperty("allowLoadLocalInfile", "true");
        properties.setProperty("rewriteBatchedStatements", "true");
        return DriverManager.getConnection(server.jdbcUrl(database), properties);
    }

    @Override
    public String properties() {
        return "{sslMode: " + tls + "}";
    }

    @Override
    public void createDatabase(String database) throws SQLException {
        execute("CREATE DATABASE " + database);
    }

    @Override
    public void copyDatabase(String from, String to) throws SQLException {
        createDatabase(to);
        relax();
        try (Connection connection = asReplicator(to);
                Statement statement = connection.createStatement()) {
            doNotLog(connection);
            for (String table : tables(statement, from)) {
                statement.execute("CREATE TABLE " + table + " LIKE " + from + "." + table);
                statement.execute("INSERT INTO " + table + " SELECT * FROM " + from + "." + table);
            }
        }
    }

    private static List<String> tables(Statement statement, String database) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("SHOW TABLES FROM " + database)) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        return tables;
    }

    @Override
    public void dropDatabase(String database) throws SQLException {
        execute("DROP DATABASE " + database);
    }

    @Override
    public void relax() throws SQLException {
        execute("SET GLOBAL sync_binlog = 0", "SET GLOBAL innodb_flush_log_at_trx_commit = 2");
    }

    @Override
    public void settle() throws SQLException {
        execute(
                "SET GLOBAL sync_binlog = 1",
                "SET GLOBAL innodb_flush_log_at_trx_commit = 1",
                "SET GLOBAL innodb_max_dirty_pages_pct = 0");
        while (number("SELECT variable_value FROM performance_schema.global_status"
                        + " WHERE variable_name = 'Innodb_buffer_pool_pages_dirty'")
                > CLEAN_PAGES) {
            Pause.millis(POLL_MILLIS);
        }
        execute("SET GLOBAL innodb_max_dirty_pages_pct = 90");
    }

    @Override
    public String orderTable(String name) {
        return OrderRow.mysqlTable(name);
    }

    @Override
    public void doNotLog(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET sql_log_bin = 0");
        }
    }

    @Override
    public InputStream lines(Connection connection, String table, long after, long upTo) throws SQLException {
        Statement select = connection.createStatement();
        select.setFetchSize(Integer.MIN_VALUE);
        return new ResultLines(select.executeQuery(
                "SELECT * FROM " + table + " WHERE id > " + after + " AND id <= " + upTo + " ORDER BY id"));
    }

    @Override
    public long load(Connection connection, String table, InputStream lines) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.unwrap(JdbcStatement.class).setLocalInfileInputStream(lines);
            return statement.executeUpdate("LOAD DATA LOCAL INFILE 'rows' INTO TABLE " + table
                    + " CHARACTER SET utf8mb4 (" + String.join(", ", OrderRow.COLUMNS) + ")");
        }
    }

    @Override
    public String upsert(String table) {
        return "INSERT INTO " + table + " VALUES ("
                + OrderRow.COLUMNS.stream().map(column -> "?").collect(Collectors.joining(", "))
                + ") ON DUPLICATE KEY UPDATE "
                + OrderRow.COLUMNS.stream()
                        .skip(1)
                        .map(column -> column + " = VALUES(" + column + ")")
                        .collect(Collectors.joining(", "));
    }

    /** Nothing is purged while a measurement runs. */
    @Override
    public SourcePosition keepLog(String database) throws SQLException {
        try (Connection connection = server.connect(database)) {
            return new MySqlSource().currentPosition(connection);
        }
    }

    @Override
    public void rewind(String database) {}

    @Override
    public void forgetPipelines() {}

    @Override
    public long logBytes() throws SQLException {
        long bytes = 0;
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet file = statement.executeQuery("SHOW BINARY LOGS")) {
            while (file.next()) {
                bytes += file.getLong(2);
            }
        }
        return bytes;
    }
}
