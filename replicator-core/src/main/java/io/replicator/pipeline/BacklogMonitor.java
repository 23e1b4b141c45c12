package io.replicator.pipeline;

import io.replicator.change.SourcePosition;
import io.replicator.error.ReplicationException;
import io.replicator.progress.Progress;
import io.replicator.progress.SourceLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures every few seconds how much log lies between checkpoint and source and how long it stays, on a thread and a connection of its own. */
final class BacklogMonitor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BacklogMonitor.class);
    private static final long INTERVAL_SECONDS = 10;

    private final Source source;
    private final Progress progress;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread daemon = new Thread(work, "backlog");
        daemon.setDaemon(true);
        return daemon;
    });

    BacklogMonitor(SessionFactory parts) {
        this.source = parts.source();
        this.progress = parts.progress();
    }

    void start() {
        var unused = thread.scheduleWithFixedDelay(this::measure, 1, INTERVAL_SECONDS, TimeUnit.SECONDS);
    }

    private void measure() {
        SourcePosition checkpoint = progress.status().checkpoint();
        if (checkpoint == null) {
            return;
        }
        try (Connection connection = source.engine().connect(source.endpoint())) {
            progress.sourceLog(new SourceLog(
                    source.engine().backlogBytes(connection, checkpoint),
                    source.engine().retainedBytes(connection).orElse(-1),
                    source.engine().bytesUntilLost(connection).orElse(-1),
                    source.engine().logKeptFor(connection).orElse(null)));
        } catch (SQLException | ReplicationException e) {
            LOG.debug("The backlog cannot be measured", e);
            progress.sourceLog(SourceLog.UNKNOWN);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
