package io.replicator.testkit;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A server of this machine's own processes and files. What differs between engines comes by the constructor. */
final class EmbeddedServer implements DatabaseServer {

    private static final String HOST = "127.0.0.1";
    private static final Duration STOP_LIMIT = Duration.ofMinutes(2);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
    // Long enough for the recovery after a crash in the middle of a large load.
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final long POLL_MILLIS = 25;

    private final Engine engine;
    private final Account account;
    private final int port;
    private final Path directory;
    private final ServerProcess process;
    private final Watchdog watchdog;

    /** The administrator, and what the driver needs to connect fast and without fuss. */
    record Account(String user, String password, Properties driverOptions) {}

    private EmbeddedServer(Engine engine, Account account, int port, Path directory, ServerCommand command) {
        this.engine = engine;
        this.account = account;
        this.port = port;
        this.directory = directory;
        this.process = new ServerProcess(directory, command);
        this.watchdog = Watchdog.over(directory);
    }

    /** Starts a server; its directory belongs to it from now on and is deleted if it does not start. */
    static EmbeddedServer started(Engine engine, Account account, int port, Path directory, ServerCommand command) {
        EmbeddedServer server = new EmbeddedServer(engine, account, port, directory, command);
        try {
            server.start();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    @Override
    public synchronized void start() {
        if (process.isAlive()) {
            throw new IllegalStateException(engine.title() + " on port " + port + " is running already");
        }
        process.start();
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        for (SQLException failure = tryConnect(); failure != null; failure = tryConnect()) {
            if (!process.isAlive()) {
                throw new TestkitException(
                        engine.title() + " ended while starting. Its log ends with:\n" + recentLog());
            }
            if (System.nanoTime() > deadline || isRefusal(failure)) {
                throw new TestkitException(
                        engine.title() + " does not let " + account.user() + " in on port " + port
                                + ". Its log ends with:\n" + recentLog(),
                        failure);
            }
            Pause.millis(POLL_MILLIS);
        }
    }

    @Override
    public synchronized void stop() {
        thaw();
        if (!process.stop(STOP_LIMIT)) {
            throw new TestkitException(engine.title() + " does not stop. Its log ends with:\n" + recentLog());
        }
    }

    @Override
    public synchronized void kill() {
        process.kill();
    }

    @Override
    public synchronized void freeze() {
        process.signalAll("STOP");
    }

    @Override
    public synchronized void thaw() {
        process.signalAll("CONT");
    }

    @Override
    public synchronized void close() {
        if (process.isAlive()) {
            thaw();
            process.finish(CLOSE_LIMIT);
            process.kill();
        }
        Directories.delete(directory);
        watchdog.close();
    }

    /** Class 28: the account is wrong, which waiting does not change. */
    private static boolean isRefusal(SQLException failure) {
        return failure.getSQLState() != null && failure.getSQLState().startsWith("28");
    }

    private @Nullable SQLException tryConnect() {
        try (Connection connection = connect()) {
            return connection.isValid(1) ? null : new SQLException("the connection is not valid");
        } catch (SQLException e) {
            return e;
        }
    }

    @Override
    public Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(account.driverOptions());
        properties.setProperty("user", account.user());
        properties.setProperty("password", account.password());
        return DriverManager.getConnection(jdbcUrl(database), properties);
    }

    @Override
    public String jdbcUrl(String database) {
        return engine.jdbcUrl(HOST, port, database);
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public String host() {
        return HOST;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String user() {
        return account.user();
    }

    @Override
    public String password() {
        return account.password();
    }

    @Override
    public String recentLog() {
        return process.recentLog();
    }

    @Override
    public String toString() {
        return engine.title() + " on port " + port + " in " + directory;
    }
}
