package io.replicator.app.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.replicator.app.metrics.Metric.Point;
import io.replicator.progress.Distribution;
import java.util.ArrayList;
import java.util.List;

/** Says values in the words of Prometheus' library. */
record Family(String name, String help, List<String> labels) {

    MetricSnapshot gauge(String pipeline, List<Point> points) {
        GaugeSnapshot.Builder family = GaugeSnapshot.builder().name(name).help(help);
        for (Point point : points) {
            family.dataPoint(GaugeDataPointSnapshot.builder()
                    .labels(labels(pipeline, point))
                    .value(point.value())
                    .build());
        }
        return family.build();
    }

    /** The library adds the suffix {@code _total} itself. */
    MetricSnapshot counter(String pipeline, List<Point> points) {
        CounterSnapshot.Builder family =
                CounterSnapshot.builder().name(name.replaceFirst("_total$", "")).help(help);
        for (Point point : points) {
            family.dataPoint(CounterDataPointSnapshot.builder()
                    .labels(labels(pipeline, point))
                    .value(point.value())
                    .build());
        }
        return family.build();
    }

    MetricSnapshot histogram(String pipeline, Distribution distribution) {
        return HistogramSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .labels(Labels.of("pipeline", pipeline))
                        .classicHistogramBuckets(buckets(distribution))
                        .sum(distribution.sum())
                        .build())
                .build();
    }

    private static ClassicHistogramBuckets buckets(Distribution distribution) {
        List<Double> bounds = new ArrayList<>(distribution.bounds());
        bounds.add(Double.POSITIVE_INFINITY);
        return ClassicHistogramBuckets.of(bounds, distribution.counts());
    }

    private Labels labels(String pipeline, Point point) {
        Labels result = Labels.of("pipeline", pipeline);
        for (int i = 0; i < labels.size(); i++) {
            result = result.add(labels.get(i), point.labels().get(i));
        }
        return result;
    }
}
