package io.replicator.app.demo;

import io.replicator.app.config.ConfigurationFile;
import io.replicator.app.config.HttpSettings;
import io.replicator.app.status.DaemonClient;
import io.replicator.app.status.Quantities;
import io.replicator.app.status.StatusDocument;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/** Runs the replicator process through snapshot, streaming, crash and drain. One thread. */
final class Replay {
    private static final Duration SNAPSHOT_PATIENCE = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final DemoSettings settings;
    private final BookingDatabases databases;
    private final Path configuration;
    private final Cleanup cleanup;
    private final Screen screen;
    private final Watch watch;
    private ReplicatorProcess process;
    private double resumed = -1;

    Replay(DemoSettings settings, BookingDatabases databases, Path configuration, Cleanup cleanup, Screen screen) {
        this.settings = settings;
        this.databases = databases;
        this.configuration = configuration;
        this.cleanup = cleanup;
        this.screen = screen;
        HttpSettings http =
                new ConfigurationFile(configuration, System::getenv).read().http();
        this.watch = new Watch(new DaemonClient(http), screen);
        screen.title("Snapshot");
        this.process = start();
        screen.line("replicator", "process " + process.id() + " with 256 MiB of heap, status on port " + http.port());
    }

    void run(Traffic traffic) throws SQLException, InterruptedException {
        snapshot();
        screen.title("Streaming");
        if (settings.crash()) {
            stream(settings.duration().dividedBy(2));
            crash();
            stream(settings.duration().dividedBy(2));
        } else {
            stream(settings.duration());
        }
        drain(traffic);
        if (!settings.keep()) {
            stop();
        }
    }

    Outcome outcome() {
        return new Outcome(watch.lags().longest(), watch.lags().longestWhileStreaming(), resumed);
    }

    private ReplicatorProcess start() {
        Path log = configuration.resolveSibling("replicator.log");
        return cleanup.add(ReplicatorProcess.start(configuration, log));
    }

    private void snapshot() throws InterruptedException {
        long start = System.nanoTime();
        StatusDocument status = watch.until(process, now -> now.ready(), SNAPSHOT_PATIENCE);
        double seconds = Elapsed.seconds(start);
        screen.settle(Watch.bars(status));
        long rows = status.tables().stream()
                .mapToLong(StatusDocument.Table::rowsCopied)
                .sum();
        screen.line(
                "copied",
                Quantities.count(rows) + " rows in " + Quantities.seconds(seconds) + ", start of the process included");
    }

    private void stream(Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        watch.until(process, now -> System.nanoTime() > end, duration.plus(PATIENCE));
    }

    private void crash() throws InterruptedException {
        long before = process.id();
        long killed = System.nanoTime();
        process.kill();
        screen.line("kill -9", "process " + before + "; its successor starts at once");
        process = start();
        watch.until(process, now -> now.rowsApplied() > 0, PATIENCE);
        resumed = Elapsed.seconds(killed);
        screen.line(
                "resumed",
                "process " + process.id() + " applied its first change " + Quantities.seconds(resumed)
                        + " after the kill");
    }

    private void drain(Traffic traffic) throws SQLException, InterruptedException {
        traffic.stop();
        long stopped = System.nanoTime();
        screen.line(
                "traffic",
                "stopped after " + Quantities.count(traffic.changes()) + " row changes in "
                        + Quantities.count(traffic.transactions()) + " transactions");
        try (EndMarker marker = EndMarker.write(databases)) {
            watch.until(process, now -> marker.hasArrived(), PATIENCE);
        }
        screen.line(
                "drained",
                "the last change was on the target " + Quantities.seconds(Elapsed.seconds(stopped))
                        + " after the traffic's end");
    }

    private void stop() throws InterruptedException {
        int exitCode = process.stop();
        if (exitCode != 0) {
            throw DemoFailure.because("The replicator ended with exit code " + exitCode + " on SIGTERM; expected 0");
        }
    }
}
