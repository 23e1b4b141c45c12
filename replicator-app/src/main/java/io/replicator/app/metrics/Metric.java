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
import io.replicator.progress.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * One metric: what it is called, what it means, and how it is read. All have the label {@code pipeline}.
 *
 * @param name as Prometheus shows it, without the suffixes of a histogram
 * @param labels the further ones
 */
record Metric(String name, MetricType type, List<String> labels, String help, Function<Scrape, List<Point>> points) {
    /** A value, or the distribution of a histogram, with the values of the further labels. */
    record Point(List<String> labels, double value, Distribution distribution) {
        private static final Distribution NONE = new Distribution(List.of(), List.of(0L), 0);

        static Point of(double value, String... labels) {
            return new Point(List.of(labels), value, NONE);
        }
    }

    static Metric gauge(String name, String help, ToDoubleFunction<Scrape> value) {
        return new Metric(
                name, MetricType.GAUGE, List.of(), help, scrape -> List.of(Point.of(value.applyAsDouble(scrape))));
    }

    static Metric counter(String name, String help, ToDoubleFunction<Scrape> value) {
        return new Metric(
                name, MetricType.COUNTER, List.of(), help, scrape -> List.of(Point.of(value.applyAsDouble(scrape))));
    }

    static Metric histogram(String name, String help, Function<Scrape, Distribution> value) {
        return new Metric(
                name,
                MetricType.HISTOGRAM,
                List.of(),
                help,
                scrape -> List.of(new Point(List.of(), Double.NaN, value.apply(scrape))));
    }

    MetricSnapshot read(Scrape scrape) {
        return switch (type) {
            case GAUGE -> gauge(scrape);
            case COUNTER -> counter(scrape);
            case HISTOGRAM -> histogram(scrape);
        };
    }

    private MetricSnapshot gauge(Scrape scrape) {
        GaugeSnapshot.Builder family = GaugeSnapshot.builder().name(name).help(help);
        for (Point point : points.apply(scrape)) {
            family.dataPoint(GaugeDataPointSnapshot.builder()
                    .labels(labels(scrape, point))
                    .value(point.value())
                    .build());
        }
        return family.build();
    }

    private MetricSnapshot counter(Scrape scrape) {
        CounterSnapshot.Builder family =
                CounterSnapshot.builder().name(name.replaceFirst("_total$", "")).help(help);
        for (Point point : points.apply(scrape)) {
            family.dataPoint(CounterDataPointSnapshot.builder()
                    .labels(labels(scrape, point))
                    .value(point.value())
                    .build());
        }
        return family.build();
    }

    private MetricSnapshot histogram(Scrape scrape) {
        HistogramSnapshot.Builder family =
                HistogramSnapshot.builder().name(name).help(help);
        for (Point point : points.apply(scrape)) {
            family.dataPoint(HistogramDataPointSnapshot.builder()
                    .labels(labels(scrape, point))
                    .classicHistogramBuckets(buckets(point.distribution()))
                    .sum(point.distribution().sum())
                    .build());
        }
        return family.build();
    }

    private static ClassicHistogramBuckets buckets(Distribution distribution) {
        List<Double> bounds = new ArrayList<>(distribution.bounds());
        bounds.add(Double.POSITIVE_INFINITY);
        return ClassicHistogramBuckets.of(bounds, distribution.counts());
    }

    private Labels labels(Scrape scrape, Point point) {
        Labels result = Labels.of("pipeline", scrape.status().pipeline());
        for (int i = 0; i < labels.size(); i++) {
            result = result.add(labels.get(i), point.labels().get(i));
        }
        return result;
    }
}
