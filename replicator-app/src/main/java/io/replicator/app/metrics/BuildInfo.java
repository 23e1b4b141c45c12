package io.replicator.app.metrics;

import io.replicator.app.metrics.Metric.Point;
import java.util.List;
import java.util.Objects;

/** Which program this is. */
final class BuildInfo {
    static final Metric METRIC = Metric.gauges(
            "replicator_build_info",
            List.of("version", "java"),
            "1; the labels say which version runs, and on which Java",
            now -> List.of(Point.of(1, version(), Runtime.version().toString())));

    private BuildInfo() {}

    private static String version() {
        return Objects.requireNonNullElse(BuildInfo.class.getPackage().getImplementationVersion(), "development");
    }
}
