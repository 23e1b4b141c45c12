package io.replicator.app.demo;

import io.replicator.app.status.DaemonClient;
import io.replicator.app.status.Quantities;
import io.replicator.app.status.StatusDocument;
import io.replicator.app.status.StatusText;
import io.replicator.progress.PipelineState;
import io.replicator.progress.TableState;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** Watches the replicator through its status page, as any monitor could. One thread. */
final class Watch {
    private static final long POLL_MILLIS = 100;
    private static final Duration RATE_WINDOW = Duration.ofSeconds(2);

    private final DaemonClient client;
    private final Screen screen;
    private final Lags lags = new Lags();
    private final Rate rate = new Rate(RATE_WINDOW);

    Watch(DaemonClient client, Screen screen) {
        this.client = client;
        this.screen = screen;
    }

    Lags lags() {
        return lags;
    }

    /**
     * Shows the status until it is as wanted.
     *
     * @throws io.replicator.error.ReplicationException if the process ends, or if it takes too long
     */
    StatusDocument until(ReplicatorProcess process, Predicate<StatusDocument> wanted, Duration patience)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            process.requireAlive();
            StatusDocument status = client.status().orElse(null);
            if (status != null) {
                show(status);
                if (wanted.test(status)) {
                    return status;
                }
            }
            if (System.nanoTime() > deadline) {
                throw DemoFailure.because("Not there after " + Quantities.duration(patience) + "; the status is "
                        + (status == null ? "unknown" : status.state() + ": " + status.reason()));
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private void show(StatusDocument status) {
        lags.add(status);
        rate.add(status.rowsApplied());
        if (status.state() == PipelineState.SNAPSHOTTING) {
            screen.live(bars(status));
        } else if (status.state().isReady()) {
            screen.live(List.of(flow(status)));
        } else if (!status.reason().isEmpty()) {
            screen.live(List.of(String.format("  %-12s %s", status.state(), status.reason())));
        }
    }

    static List<String> bars(StatusDocument status) {
        return status.tables().stream()
                .map(table -> String.format(
                        "  %-12s %s%s", plainName(table.table()), StatusText.copied(table), doing(table.state())))
                .toList();
    }

    private static String doing(TableState state) {
        return state == TableState.INDEXING ? ", building indexes" : "";
    }

    private static String plainName(String table) {
        return table.substring(table.indexOf('.') + 1);
    }

    private String flow(StatusDocument status) {
        String lag = status.lagSeconds() == null ? "unknown" : Quantities.seconds(status.lagSeconds());
        return String.format(
                "  %-12s %6s rows/s   lag %-8s %s changes applied",
                status.state(), Quantities.count(rate.perSecond()), lag, Quantities.count(status.rowsApplied()));
    }
}
