package io.replicator.app.metrics;

import io.replicator.app.metrics.Metric.Point;
import io.replicator.progress.ComparisonResult;
import io.replicator.progress.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What the last verification found. */
final class VerificationMetrics {
    static final List<Metric> ALL = List.of(
            Metric.gauge(
                    "replicator_verification_age_seconds",
                    "Time since the last verification with a result ended; NaN before the first",
                    now -> of(now, last -> now.secondsSince(last.endedAt()))),
            Metric.gauge(
                    "replicator_verification_duration_seconds",
                    "Time that it took; NaN before the first",
                    now -> of(now, last -> Scrape.seconds(last.duration()))),
            Metric.gauge(
                    "replicator_verification_tables",
                    "Tables that it compared; NaN before the first",
                    now -> of(now, last -> last.tables().size())),
            Metric.gauge(
                    "replicator_verification_rows",
                    "Rows of the source that it compared; NaN before the first",
                    now -> of(now, Verification::rows)),
            Metric.gauges(
                    "replicator_verification_discrepancies",
                    List.of("table"),
                    "Rows of the table that it found different, missing, or only on the target",
                    now -> discrepancies(now.figures().verified())),
            Metric.counter(
                    "replicator_verification_failures_total",
                    "Verifications that came to no result",
                    now -> now.figures().failedVerifications()));

    private VerificationMetrics() {}

    private static double of(Scrape now, ToDoubleFunction<Verification> value) {
        Verification last = now.figures().verified();
        return last == null ? Double.NaN : value.applyAsDouble(last);
    }

    private static List<Point> discrepancies(@Nullable Verification last) {
        if (last == null) {
            return List.of();
        }
        List<ComparisonResult> results = last.results().toList();
        int shown = Math.min(results.size(), FoldedTables.LIMIT);
        List<Point> points = new ArrayList<>();
        results.subList(0, shown)
                .forEach(result -> points.add(
                        Point.of((double) result.discrepancies(), result.table().toString())));
        if (shown < results.size()) {
            long rest = results.subList(shown, results.size()).stream()
                    .mapToLong(ComparisonResult::discrepancies)
                    .sum();
            points.add(Point.of((double) rest, FoldedTables.REST.name()));
        }
        return points;
    }
}
