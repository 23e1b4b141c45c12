package io.replicator.benchmark;

import io.replicator.change.SourcePosition;
import io.replicator.testkit.DatabaseServer;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A durable server with the settings of the baselines, as source or as target. Rows travel as lines of tab-separated
 * values with backslash escapes, which both COPY and LOAD DATA understand.
 */
interface BenchmarkServer extends AutoCloseable {
    String USER = "replicator";
    String PASSWORD = "benchmark";

    DatabaseServer server();

    ProcessUsage usage();

    /** As the daemon connects and with its rights. */
    Connection asReplicator(String database) throws SQLException;

    /** The {@code properties:} of the daemon's configuration. */
    String properties();

    /** An empty database that belongs to the replicator. */
    void createDatabase(String database) throws SQLException;

    /** A database in the state of another one; nobody may be connected to that. */
    void copyDatabase(String from, String to) throws SQLException;

    void dropDatabase(String database) throws SQLException;

    /** From now on commits are not durable, which makes preparations faster. */
    void relax() throws SQLException;

    /** Writes out what preparations have left in memory, so that a measurement does not pay for it. */
    void settle() throws SQLException;

    /** The statement that makes a table for rows as {@link OrderRow} has them. */
    String orderTable(String name);

    /** Makes the statements of this connection no part of the log, where the server can. */
    void doNotLog(Connection connection) throws SQLException;

    /** Reads the rows whose ids are in a range; the connection is busy until they are read. */
    InputStream lines(Connection connection, String table, long after, long upTo) throws SQLException;

    /** Loads rows by the server's fastest statement. @return how many */
    long load(Connection connection, String table, InputStream lines) throws SQLException;

    /** Inserts a row or overwrites the one of the same id; a parameter for each column. */
    String upsert(String table);

    /** Keeps the log from here on, for the daemon as it stands in this database, and for {@link CountingEngine}. */
    SourcePosition keepLog(String database) throws SQLException;

    /** Leads the daemon back to where the log is kept from. */
    void rewind(String database) throws SQLException;

    /** Nobody needs the log any more. */
    void forgetPipelines() throws SQLException;

    /** Bytes of log written so far. */
    long logBytes() throws SQLException;

    default void execute(String... statements) throws SQLException {
        try (Connection connection = server().connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    default long number(String query) throws SQLException {
        try (Connection connection = server().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    default void close() {
        server().close();
    }
}
