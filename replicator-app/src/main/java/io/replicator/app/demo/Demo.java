package io.replicator.app.demo;

import io.replicator.app.config.Configuration;
import io.replicator.app.config.ConfigurationFile;
import io.replicator.app.status.Quantities;
import io.replicator.progress.ComparisonResult;
import io.replicator.progress.Verification;
import io.replicator.testkit.DatabaseServer;
import io.replicator.testkit.ServerOptions;
import io.replicator.testkit.Servers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;

/** The demo from the first server to the report. One thread; see {@link Replay} for the part with the replicator. */
public final class Demo {
    private final DemoSettings settings;
    private final Comparison comparison;
    private final Screen screen;

    /** Compares source and target row by row. */
    public interface Comparison {
        Verification compare(Configuration configuration) throws InterruptedException;
    }

    public Demo(DemoSettings settings, Comparison comparison, Screen screen) {
        this.settings = settings;
        this.comparison = comparison;
        this.screen = screen;
    }

    /** @return whether source and target are equal in the end */
    public boolean run() throws InterruptedException {
        try (Cleanup cleanup = new Cleanup()) {
            try {
                return run(cleanup);
            } catch (SQLException e) {
                throw DemoFailure.because("A database refused what the demo asked: " + e.getMessage(), e);
            } catch (RuntimeException e) {
                waitIfInterrupted(cleanup);
                throw e;
            }
        }
    }

    private boolean run(Cleanup cleanup) throws SQLException, InterruptedException {
        screen.line("Replicator demo: MySQL to PostgreSQL, live, with "
                + (settings.crash() ? "a kill -9 in the middle" : "no crash"));
        WorkFolder folder = cleanup.add(WorkFolder.create());
        screen.title("Source");
        BookingDatabases databases = servers(cleanup, folder.path());
        BookingCounts counts = fill(databases);
        Traffic traffic = cleanup.add(Traffic.start(databases::connectSource, counts, settings.rate()));
        screen.line(
                "traffic",
                Quantities.count(settings.rate()) + " row changes/s from now on, over " + Traffic.CONNECTIONS
                        + " connections");

        int port = freePort();
        folder.write("password", databases.password() + "\n");
        Path configuration = folder.write("replicator.yml", databases.configuration(port));
        Replay replay = new Replay(settings, databases, configuration, cleanup, screen);
        replay.run(traffic);
        boolean equal = report(configuration, replay.outcome());
        if (settings.keep()) {
            keep(databases, configuration, port);
        }
        return equal;
    }

    private BookingDatabases servers(Cleanup cleanup, Path folder) throws SQLException {
        long start = System.nanoTime();
        ServerOptions options = ServerOptions.defaults().in(folder).reportingTo(step -> screen.line("preparing", step));
        DatabaseServer source = cleanup.add(Servers.mysql(options));
        DatabaseServer target = cleanup.add(Servers.postgreSql(options));
        byte[] password = new byte[12];
        new SecureRandom().nextBytes(password);
        BookingDatabases databases =
                new BookingDatabases(source, target, HexFormat.of().formatHex(password));
        databases.create();
        screen.line(
                "servers",
                BookingDatabases.describe(source) + ", " + BookingDatabases.describe(target) + Elapsed.since(start));
        return databases;
    }

    private BookingCounts fill(BookingDatabases databases) throws InterruptedException {
        long start = System.nanoTime();
        BookingCounts counts = BookingCounts.of(settings.rows());
        new BookingFill(databases::connectSource, counts).run();
        screen.line("rows", Quantities.count(counts.total()) + " in 4 tables" + Elapsed.since(start));
        return counts;
    }

    private boolean report(Path configuration, Outcome outcome) throws InterruptedException {
        long start = System.nanoTime();
        Verification verification = comparison.compare(new ConfigurationFile(configuration, System::getenv).read());
        List<ComparisonResult> results = verification.results().toList();
        screen.title("Result, compared row by row" + Elapsed.since(start));
        new DemoReport(results, outcome).lines().forEach(screen::line);
        return !results.isEmpty() && verification.state() == Verification.State.EQUAL;
    }

    private void keep(BookingDatabases databases, Path configuration, int port) throws InterruptedException {
        screen.title("Everything stays until Ctrl-C");
        screen.line("source", client(databases.source(), "mysql -h 127.0.0.1 -P %d -u %s -p%s %s"));
        screen.line("target", client(databases.target(), "psql postgresql://%2$s:%3$s@127.0.0.1:%1$d/%4$s"));
        screen.line("status", "./replicator status -c " + configuration);
        screen.line("watch", "curl http://127.0.0.1:" + port + "/metrics");
        Thread.sleep(Long.MAX_VALUE);
    }

    private static String client(DatabaseServer server, String command) {
        return String.format(command, server.port(), server.user(), server.password(), BookingDatabases.DATABASE);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw DemoFailure.because("No free port on the loopback address", e);
        }
    }

    /** After Ctrl-C everything breaks at once; that is no news for the user, and the JVM is about to end. */
    private static void waitIfInterrupted(Cleanup cleanup) throws InterruptedException {
        if (cleanup.isClosed()) {
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
