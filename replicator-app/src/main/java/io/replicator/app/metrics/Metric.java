package io.replicator.app.metrics;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.replicator.progress.Distribution;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * One metric: what it is called, what it means, and how it is read. All have the label {@code pipeline}.
 *
 * @param name as Prometheus shows it, without the suffixes of a histogram
 * @param labels the further ones
 */
record Metric(
        String name, MetricType type, List<String> labels, String help, Function<Scrape, MetricSnapshot> reading) {

    /** A value with the values of the further labels. */
    record Point(double value, List<String> labels) {
        static Point of(double value, String... labels) {
            return new Point(value, List.of(labels));
        }
    }

    static Metric gauge(String name, String help, ToDoubleFunction<Scrape> value) {
        return gauges(name, List.of(), help, scrape -> List.of(Point.of(value.applyAsDouble(scrape))));
    }

    static Metric counter(String name, String help, ToDoubleFunction<Scrape> value) {
        return counters(name, List.of(), help, scrape -> List.of(Point.of(value.applyAsDouble(scrape))));
    }

    static Metric gauges(String name, List<String> labels, String help, Function<Scrape, List<Point>> points) {
        Family family = new Family(name, help, labels);
        return new Metric(
                name,
                MetricType.GAUGE,
                labels,
                help,
                scrape -> family.gauge(scrape.status().pipeline(), points.apply(scrape)));
    }

    static Metric counters(String name, List<String> labels, String help, Function<Scrape, List<Point>> points) {
        Family family = new Family(name, help, labels);
        return new Metric(
                name,
                MetricType.COUNTER,
                labels,
                help,
                scrape -> family.counter(scrape.status().pipeline(), points.apply(scrape)));
    }

    static Metric histogram(String name, String help, Function<Scrape, Distribution> distribution) {
        Family family = new Family(name, help, List.of());
        return new Metric(
                name,
                MetricType.HISTOGRAM,
                List.of(),
                help,
                scrape -> family.histogram(scrape.status().pipeline(), distribution.apply(scrape)));
    }

    MetricSnapshot read(Scrape scrape) {
        return reading.apply(scrape);
    }
}
