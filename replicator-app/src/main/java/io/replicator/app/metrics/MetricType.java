package io.replicator.app.metrics;

/** The kinds of metrics that Prometheus knows, as far as they are used here. */
enum MetricType {
    GAUGE,
    COUNTER,
    HISTOGRAM
}
