package io.replicator.progress;

import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import io.replicator.error.ErrorKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.DoubleSupplier;
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
    private final CommitMeter commits = new CommitMeter();
    private final ErrorMeter errors = new ErrorMeter();
    private SourceLog sourceLog = SourceLog.UNKNOWN;
    private DoubleSupplier queueFill = () -> 0;
    private @Nullable SourcePosition checkpoint;
    private @Nullable Instant checkpointAt;
    private long rowsApplied;
    private long transactions;
    private @Nullable Instant lastChangeAt;
    private Instant lastProgress;
    private @Nullable String lastError;
    private final Verifications verifications = new Verifications();
    private final RecentEvents events = new RecentEvents();

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
            events.add(new Event(since, next, why, next == PipelineState.FAILED));
        }
        reason = why;
        alive();
    }

    public Verifications verifications() {
        return verifications;
    }

    public TableProgress table(TableId id) {
        return tables.computeIfAbsent(id, table -> new TableProgress(table, clock));
    }

    /** A commit of streamed changes. */
    public synchronized void applied(Commit commit) {
        Instant now = clock.instant();
        commits.add(commit, lag.applied(commit.committedAt(), now));
        lastChangeAt = commit.rows() > 0 ? now : lastChangeAt;
        rowsApplied += commit.rows();
        transactions += commit.transactions();
        checkpointed(commit.position(), now);
        alive();
    }

    public synchronized void checkpointed(SourcePosition position, Instant at) {
        checkpoint = position;
        checkpointAt = at;
    }

    /** All that the source had is applied. @param at when the source last said that it has nothing new */
    public synchronized void upToDate(Instant at) {
        lag.upToDate(at);
        sourceLog = sourceLog.withoutBacklog();
        alive();
    }

    public synchronized void sourceLog(SourceLog measured) {
        sourceLog = measured;
    }

    /** @param fill the full share of the queue between capture and apply, from 0 to 1; asked by any thread */
    public synchronized void queueFill(DoubleSupplier fill) {
        queueFill = fill;
    }

    /** Something moved. */
    public synchronized void alive() {
        lastProgress = clock.instant();
    }

    public synchronized void retrying(ErrorKind kind, String error) {
        errors.retried(kind);
        lastError = error;
        events.add(new Event(clock.instant(), state, error, true));
    }

    public synchronized void failed(ErrorKind kind, String error) {
        errors.fatal(kind);
        lastError = error;
        enter(PipelineState.FAILED, error);
    }

    /** Something that an operator did, or wants to know of. */
    public synchronized void note(String text) {
        LOG.info("{}: {}", pipeline, text);
        events.add(new Event(clock.instant(), state, text, false));
    }

    /** The last states, errors and notes, oldest first. */
    public synchronized List<Event> events() {
        return events.all();
    }

    /** Rows copied in this session and changes applied in this process. */
    public synchronized long rowsMoved() {
        return SnapshotPace.of(tables.values()).done() + rowsApplied;
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
                sourceLog.backlogBytes(),
                checkpoint,
                checkpointAt,
                rowsApplied,
                transactions,
                errors.retries(),
                lastProgress,
                lastError,
                tables.values().stream().map(TableProgress::status).toList());
    }

    public synchronized Figures figures() {
        Instant now = clock.instant();
        return new Figures(
                commits.figures(),
                errors.errorsByKind(),
                errors.retriesByKind(),
                lastChangeAt,
                queueFill.getAsDouble(),
                sourceLog.retainedBytes(),
                sourceLog.bytesUntilLost(),
                sourceLog.retentionLeft(lag.at(now)),
                snapshotEta(now),
                verifications.lastResult(),
                verifications.failures());
    }

    private @Nullable Duration snapshotEta(Instant now) {
        return state == PipelineState.SNAPSHOTTING
                ? SnapshotPace.of(tables.values()).eta(Duration.between(since, now))
                : null;
    }
}
