package io.replicator.app.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.replicator.progress.TableStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The figures of each table, registered when the table is first seen. Used under the lock of {@link Metrics}. */
final class TableMetrics {
    private final MeterRegistry registry;
    private final Tags pipeline;
    private final Map<String, TableStatus> tables = new HashMap<>();

    TableMetrics(MeterRegistry registry, Tags pipeline) {
        this.registry = registry;
        this.pipeline = pipeline;
    }

    void update(List<TableStatus> statuses) {
        for (TableStatus status : statuses) {
            String name = status.table().toString();
            if (tables.put(name, status) == null) {
                register(name);
            }
        }
    }

    private void register(String table) {
        Tags tags = pipeline.and("table", table);
        counter(
                "replicator.table.rows.applied",
                "Row changes applied from the stream",
                table,
                tags,
                TableStatus::rowsApplied);
        counter("replicator.table.rows.copied", "Rows copied by the snapshot", table, tags, TableStatus::rowsCopied);
        gauge(
                "replicator.table.rows.estimated",
                "Rows that the snapshot expects",
                table,
                tags,
                TableStatus::rowsEstimated);
        gauge("replicator.table.state", StateCode.TABLE_HELP, table, tags, status -> StateCode.of(status.state()));
    }

    private void counter(String name, String help, String table, Tags tags, ToDoubleFunction<TableStatus> value) {
        FunctionCounter.builder(name, tables, seen -> value.applyAsDouble(seen.get(table)))
                .description(help)
                .tags(tags)
                .register(registry);
    }

    private void gauge(String name, String help, String table, Tags tags, ToDoubleFunction<TableStatus> value) {
        Gauge.builder(name, () -> value.applyAsDouble(tables.get(table)))
                .description(help)
                .tags(tags)
                .register(registry);
    }
}
