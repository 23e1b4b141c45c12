package io.replicator.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A real database server on this machine, running when it is handed out. Its methods may be called by any thread,
 * one at a time. A server ends with the JVM at the latest, however the JVM ends.
 */
public interface DatabaseServer extends AutoCloseable {

    Engine engine();

    String host();

    /** The port; the same over {@link #stop}, {@link #kill} and {@link #start}. */
    int port();

    /** The administrator's account; it may do everything. */
    String user();

    String password();

    /** A plain JDBC address without driver options; an empty name gives one without a database where the engine can. */
    String jdbcUrl(String database);

    /** A new connection of the administrator; the caller closes it. */
    Connection connect(String database) throws SQLException;

    /** A new connection of the administrator to the database that every server of this engine has. */
    default Connection connect() throws SQLException {
        return connect(engine().administrativeDatabase());
    }

    /** Creates a database; the name is quoted as it is. */
    default void createDatabase(String name) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + engine().quote(name));
        }
    }

    /** Ends the server cleanly and keeps its data. */
    void stop();

    /** Ends the server with SIGKILL, as a crash would, and keeps its data. */
    void kill();

    /** Starts the ended server again on its data and port and waits until it answers. */
    void start();

    /** Stops the server's processes with SIGSTOP: connections stay open and fall silent. */
    void freeze();

    /** Lets a frozen server go on. */
    void thaw();

    /** The last lines of the server's log, to be shown with a failure. */
    String recentLog();

    /** Ends the server and deletes its data. */
    @Override
    void close();
}
