package io.replicator.app.http;

import io.replicator.progress.PipelineStatus;
import io.replicator.progress.Progress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The last quarter of an hour for the charts, taken by a thread of its own. */
final class Samples implements AutoCloseable {
    static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final int KEPT = 450;

    private final Progress progress;
    private final Clock clock;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread daemon = new Thread(work, "samples");
        daemon.setDaemon(true);
        return daemon;
    });

    /**
     * @param lagSeconds {@code null} if unknown
     * @param rows copied in this session and applied in this process
     * @param backlogBytes {@code null} if unknown
     */
    record Sample(
            String at,
            @Nullable Double lagSeconds,
            long rows,
            @Nullable Long backlogBytes) {}

    Samples(Progress progress, Clock clock) {
        this.progress = progress;
        this.clock = clock;
        var unused = thread.scheduleAtFixedRate(this::take, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void take() {
        if (samples.size() == KEPT) {
            samples.removeFirst();
        }
        samples.addLast(now());
    }

    Sample now() {
        PipelineStatus status = progress.status();
        return new Sample(
                clock.instant().toString(),
                status.lag() == null ? null : status.lag().toMillis() / 1000.0,
                progress.rowsMoved(),
                status.backlogBytes() < 0 ? null : status.backlogBytes());
    }

    /** Oldest first. */
    synchronized List<Sample> all() {
        return List.copyOf(samples);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
