package io.replicator.app.metrics;

import static io.replicator.app.metrics.Scrape.seconds;

import io.replicator.app.metrics.Metric.Point;
import io.replicator.app.status.Health;
import io.replicator.error.ErrorKind;
import io.replicator.error.RetryPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** What a pipeline tells of itself as a whole. */
final class PipelineMetrics {
    static final List<Metric> STATE = List.of(
            Metric.gauge(
                    "replicator_state",
                    StateCode.PIPELINE_HELP,
                    now -> StateCode.of(now.status().state())),
            Metric.gauge(
                    "replicator_live",
                    "1 unless failed or stuck",
                    now -> Health.isLive(now.status(), now.now()) ? 1 : 0),
            Metric.gauge(
                    "replicator_ready",
                    "1 while changes flow",
                    now -> now.status().state().isReady() ? 1 : 0),
            Metric.gauge(
                    "replicator_progress_age_seconds",
                    "Time since anything moved: a chunk, a commit, or a sign of life of an idle source",
                    now -> now.secondsSince(now.status().lastProgress())),
            Metric.gauge(
                    "replicator_snapshot_eta_seconds",
                    "Time the rest of the snapshot will take at the present rate; NaN if unknown or done",
                    now -> seconds(now.figures().snapshotEta())));

    static final List<Metric> STREAM = List.of(
            Metric.gauge(
                    "replicator_lag_seconds",
                    "How far the target is behind the source; 0 while the source has nothing new, NaN if unknown",
                    now -> seconds(now.status().lag())),
            Metric.histogram(
                    "replicator_commit_lag_seconds",
                    "From a change's commit at the source to its commit on the target, once per target commit",
                    now -> now.figures().commits().lagSeconds()),
            Metric.histogram(
                    "replicator_commit_rows",
                    "Row changes per target commit",
                    now -> now.figures().commits().rows()),
            Metric.histogram(
                    "replicator_commit_duration_seconds",
                    "Time that the target took for the statements of one commit",
                    now -> now.figures().commits().writingSeconds()),
            Metric.counter(
                    "replicator_rows_applied_total",
                    "Row changes applied from the stream",
                    now -> now.status().rowsApplied()),
            Metric.counter(
                    "replicator_transactions_applied_total",
                    "Source transactions applied",
                    now -> now.status().transactions()),
            Metric.gauge(
                    "replicator_last_change_age_seconds",
                    "Time since a row change was last committed on the target; NaN before the first",
                    now -> now.secondsSince(now.figures().lastChangeAt())),
            Metric.gauge(
                    "replicator_queue_fill_ratio",
                    "Full share of the queue between capture and apply: near 1 the target is the slower side, near 0 the"
                            + " source",
                    now -> now.figures().queueFill()));

    static final List<Metric> POSITION = List.of(
            Metric.gauge(
                    "replicator_checkpoint_age_seconds",
                    "Time since a position was last committed on the target",
                    now -> now.secondsSince(now.status().checkpointAt())),
            Metric.gauge(
                    "replicator_backlog_bytes",
                    "Log bytes of the source after the checkpoint; NaN if unknown",
                    now -> known(now.status().backlogBytes())),
            Metric.gauge(
                    "replicator_retained_log_bytes",
                    "Log bytes that the source keeps only for this pipeline (PostgreSQL's slot); NaN if it keeps none",
                    now -> known(now.figures().retainedBytes())),
            Metric.gauge(
                    "replicator_retention_left_bytes",
                    "Log bytes that the source may still write before it drops what this pipeline needs (PostgreSQL's"
                            + " max_slot_wal_keep_size); NaN if there is no such limit",
                    now -> known(now.figures().bytesUntilLost())),
            Metric.gauge(
                    "replicator_retention_left_seconds",
                    "How long the source will still have the changes after the checkpoint, where it drops them by age; NaN"
                            + " if it does not, or if that is unknown",
                    now -> seconds(now.figures().retentionLeft())));

    static final List<Metric> ERRORS = List.of(
            Metric.counters(
                    "replicator_errors_total",
                    List.of("kind"),
                    "Errors that ended a session, retried or not",
                    now -> byKind(now.figures().errors(), kind -> true)),
            Metric.counters(
                    "replicator_retries_total",
                    List.of("reason"),
                    "Sessions started after an error, by its kind",
                    now -> byKind(now.figures().retries(), kind -> kind.policy() == RetryPolicy.RETRY)));

    private PipelineMetrics() {}

    private static double known(long bytes) {
        return bytes < 0 ? Double.NaN : bytes;
    }

    /** Zeros too: a series that begins at its first error has no increase that an alert could see. */
    private static List<Point> byKind(Map<ErrorKind, Long> counts, Predicate<ErrorKind> possible) {
        return Arrays.stream(ErrorKind.values())
                .filter(possible)
                .map(kind -> Point.of(counts.getOrDefault(kind, 0L), kind.name().toLowerCase(Locale.ROOT)))
                .toList();
    }
}
