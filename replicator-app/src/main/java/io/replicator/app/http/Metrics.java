package io.replicator.app.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.replicator.app.status.Health;
import io.replicator.progress.PipelineStatus;
import io.replicator.progress.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The pipeline's figures for Prometheus, read from one status per scrape. Any thread. */
final class Metrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmMetrics jvm = new JvmMetrics(registry);
    private final Progress progress;
    private final Clock clock;
    private final Tags tags;
    private final TableMetrics tables;
    private PipelineStatus status;

    Metrics(Progress progress, Clock clock) {
        this.progress = progress;
        this.clock = clock;
        this.status = progress.status();
        this.tags = Tags.of("pipeline", status.pipeline());
        this.tables = new TableMetrics(registry, tags);
        registerGauges();
        registerCounters();
    }

    private void registerGauges() {
        gauge("replicator.state", null, StateCode.PIPELINE_HELP, now -> StateCode.of(now.state()));
        gauge("replicator.live", null, "1 unless failed or stuck", now -> Health.isLive(now, clock.instant()) ? 1 : 0);
        gauge(
                "replicator.ready",
                null,
                "1 while changes flow",
                now -> now.state().isReady() ? 1 : 0);
        gauge("replicator.lag", "seconds", "Age of the newest applied change", now -> seconds(now.lag()));
        gauge(
                "replicator.backlog",
                "bytes",
                "Log bytes not yet applied",
                now -> now.backlogBytes() < 0 ? Double.NaN : now.backlogBytes());
        gauge(
                "replicator.checkpoint.age",
                "seconds",
                "Time since the last commit of a position",
                now -> age(now.checkpointAt()));
        gauge("replicator.progress.age", "seconds", "Time since anything moved", now -> age(now.lastProgress()));
    }

    private void registerCounters() {
        counter("replicator.rows.applied", "Row changes applied from the stream", PipelineStatus::rowsApplied);
        counter("replicator.transactions.applied", "Source transactions applied", PipelineStatus::transactions);
        counter("replicator.retries", "Sessions started after an error", PipelineStatus::retries);
    }

    private void gauge(String name, @Nullable String unit, String help, ToDoubleFunction<PipelineStatus> value) {
        Gauge.builder(name, () -> value.applyAsDouble(status))
                .baseUnit(unit)
                .description(help)
                .tags(tags)
                .register(registry);
    }

    private void counter(String name, String help, ToDoubleFunction<PipelineStatus> value) {
        FunctionCounter.builder(name, this, metrics -> value.applyAsDouble(metrics.status))
                .description(help)
                .tags(tags)
                .register(registry);
    }

    private double age(@Nullable Instant instant) {
        return instant == null ? Double.NaN : seconds(Duration.between(instant, clock.instant()));
    }

    private static double seconds(@Nullable Duration duration) {
        return duration == null ? Double.NaN : duration.toMillis() / 1000.0;
    }

    /** The text that Prometheus reads. */
    synchronized String scrape() {
        status = progress.status();
        tables.update(status.tables());
        return registry.scrape();
    }

    @Override
    public void close() {
        jvm.close();
        registry.close();
    }
}
