package io.replicator.app.metrics;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** docs/metrics.md, made from the definitions of the metrics. */
final class MetricsReference {
    private MetricsReference() {}

    static String text() {
        return """
                # Metrics

                `GET /metrics` on the HTTP port, in Prometheus' text format. Every metric of ours has the label `pipeline`; the
                further ones are named below. Of more than %d tables, those that come last by name are shown together as
                `table="%s"`, so that the number of series is bounded. Counters and histograms begin at 0 with the process.

                <!-- Generated from the code by MetricsTest; run it with -Dreplicator.rewrite-docs=true. -->

                ## State
                %s
                ## Stream
                %s
                ## Position
                %s
                ## Errors
                %s
                ## Tables
                %s
                ## Verification

                What [`replicator verify`](verification.md) found last in this process.
                %s
                ## Build
                %s
                ## The process

                Micrometer's usual metrics of JVM and process, with no label `pipeline`. Those that the dashboards and alerts use:

                %s
                """.formatted(
                FoldedTables.LIMIT,
                FoldedTables.REST.name(),
                table(PipelineMetrics.STATE),
                table(PipelineMetrics.STREAM),
                table(PipelineMetrics.POSITION),
                table(PipelineMetrics.ERRORS),
                table(TableMetrics.ALL),
                table(VerificationMetrics.ALL),
                table(List.of(BuildInfo.METRIC)),
                String.join(
                        ", ",
                        JvmMetrics.NAMES.stream().map(MetricsReference::code).toList()));
    }

    private static String table(List<Metric> metrics) {
        return Stream.concat(
                        Stream.of("", "| metric | type | unit | further labels | meaning |", "|---|---|---|---|---|"),
                        metrics.stream().map(MetricsReference::row))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String row(Metric metric) {
        return "| `%s` | %s | %s | %s | %s |"
                .formatted(
                        metric.name(),
                        metric.type().name().toLowerCase(Locale.ROOT),
                        unit(metric),
                        metric.labels().stream().map(MetricsReference::code).collect(Collectors.joining(", ")),
                        metric.help());
    }

    private static String unit(Metric metric) {
        return Stream.of("seconds", "bytes", "rows", "ratio")
                .filter(unit -> metric.name().endsWith("_" + unit))
                .findFirst()
                .orElse("");
    }

    private static String code(String word) {
        return "`" + word + "`";
    }
}
