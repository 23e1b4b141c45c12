package io.replicator.app.metrics;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.replicator.progress.Progress;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** The text that Prometheus reads: the pipeline's metrics, all from one status per scrape, and the JVM's. Any thread. */
public final class Metrics implements AutoCloseable {
    static final List<Metric> ALL = Stream.of(
                    PipelineMetrics.STATE,
                    PipelineMetrics.STREAM,
                    PipelineMetrics.POSITION,
                    PipelineMetrics.ERRORS,
                    TableMetrics.ALL,
                    VerificationMetrics.ALL,
                    List.of(BuildInfo.METRIC))
            .flatMap(List::stream)
            .toList();

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmMetrics jvm = new JvmMetrics(registry);

    public Metrics(Progress progress, Clock clock) {
        MultiCollector pipeline = () -> {
            Scrape scrape = Scrape.of(progress.status(), progress.figures(), clock.instant());
            return new MetricSnapshots(
                    ALL.stream().map(metric -> metric.read(scrape)).toList());
        };
        registry.getPrometheusRegistry().register(pipeline);
    }

    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        jvm.close();
        registry.close();
    }
}
