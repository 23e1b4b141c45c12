package io.replicator.progress;

import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a running pipeline tells of itself: written by its threads, read by status, metrics and health. Every method may
 * be called from any thread.
 */
public final class Progress {
    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

    private final String pipeline;
    private final Clock clock;
    private final Map<TableId, TableProgress> tables = new ConcurrentSkipListMap<>();
    private PipelineState state = PipelineState.CREATED;
    private Instant since;
    private String reason = "";
    private final Lag lag = new Lag();
    private long backlogBytes = -1;
    private @Nullable SourcePosition checkpoint;
    private @Nullable Instant checkpointAt;
    private long rowsApplied;
    private long transactions;
    private long retries;
    private Instant lastProgress;
    private @Nullable String lastError;

    public Progress(String pipeline, Clock clock) {
        this.pipeline = pipeline;
        this.clock = clock;
        this.since = clock.instant();
        this.lastProgress = since;
    }

    public String pipeline() {
        return pipeline;
    }

    /** Moves the state. The one place that does so. */
    public synchronized void enter(PipelineState next, String why) {
        if (next != state) {
            LOG.info("{}: {} -> {}: {}", pipeline, state, next, why);
            state = next;
            since = clock.instant();
        }
        reason = why;
        alive();
    }

    public TableProgress table(TableId id) {
        return tables.computeIfAbsent(id, table -> new TableProgress(table, clock));
    }

    /** A commit of streamed changes. @param committedAt when the source committed the newest of them */
    public synchronized void applied(SourcePosition position, Instant committedAt, long rows, long sourceTransactions) {
        Instant now = clock.instant();
        lag.applied(committedAt, now);
        rowsApplied += rows;
        transactions += sourceTransactions;
        checkpointed(position, now);
        alive();
    }

    public synchronized void checkpointed(SourcePosition position, Instant at) {
        checkpoint = position;
        checkpointAt = at;
    }

    /** All that the source had is applied. @param at when the source last said that it has nothing new */
    public synchronized void upToDate(Instant at) {
        lag.upToDate(at);
        backlogBytes = backlogBytes < 0 ? backlogBytes : 0;
        alive();
    }

    public synchronized void backlog(long bytes) {
        backlogBytes = bytes;
    }

    /** Something moved. */
    public synchronized void alive() {
        lastProgress = clock.instant();
    }

    public synchronized void retrying(String error) {
        retries++;
        lastError = error;
    }

    public synchronized void failed(String error) {
        lastError = error;
        enter(PipelineState.FAILED, error);
    }

    public synchronized PipelineState state() {
        return state;
    }

    public synchronized PipelineStatus status() {
        return new PipelineStatus(
                pipeline,
                state,
                since,
                reason,
                lag.at(clock.instant()),
                backlogBytes,
                checkpoint,
                checkpointAt,
                rowsApplied,
                transactions,
                retries,
                lastProgress,
                lastError,
                tables.values().stream().map(TableProgress::status).toList());
    }
}
