package io.replicator.app;

import io.replicator.progress.PipelineStatus;
import io.replicator.progress.Progress;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one line of progress to the log per interval, from a thread of its own. */
final class ProgressLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressLog.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Progress progress;
    private final Clock clock;
    private final Thread writer = new Thread(this::write, "progress");

    private ProgressLog(Progress progress, Clock clock) {
        this.progress = progress;
        this.clock = clock;
    }

    static ProgressLog start(Progress progress, Clock clock) {
        ProgressLog log = new ProgressLog(progress, clock);
        log.writer.setDaemon(true);
        log.writer.start();
        return log;
    }

    private void write() {
        ProgressLine last = new ProgressLine(progress.status(), clock.instant());
        try {
            while (true) {
                Thread.sleep(INTERVAL.toMillis());
                PipelineStatus status = progress.status();
                ProgressLine line = new ProgressLine(status, clock.instant());
                LOG.info("{}: {}", status.pipeline(), line.since(last));
                last = line;
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        writer.interrupt();
    }
}
