package io.replicator.app.metrics;

import io.replicator.app.metrics.Metric.Point;
import io.replicator.progress.TableStatus;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What a pipeline tells of each table. */
final class TableMetrics {
    static final List<Metric> ALL = List.of(
            gauge("replicator_table_state", StateCode.TABLE_HELP, table -> StateCode.of(table.state())),
            gauge("replicator_table_rows_copied", "Rows copied by the snapshot", TableStatus::rowsCopied),
            gauge("replicator_table_rows_estimated", "Rows that the snapshot expects", TableStatus::rowsEstimated),
            gauge(
                    "replicator_table_eta_seconds",
                    "Time the rest of the table's copy will take at the present rate; NaN if unknown or done",
                    table -> Scrape.seconds(table.eta())),
            Metric.counters(
                    "replicator_table_changes_applied_total",
                    List.of("table", "operation"),
                    "Row changes applied from the stream, by what they did; a truncation counts as one",
                    now -> now.tables().stream().flatMap(TableMetrics::changes).toList()));

    private TableMetrics() {}

    private static Metric gauge(String name, String help, ToDoubleFunction<TableStatus> value) {
        return Metric.gauges(
                name,
                List.of("table"),
                help,
                now -> now.tables().stream()
                        .map(table -> Point.of(value.applyAsDouble(table), name(table)))
                        .toList());
    }

    private static Stream<Point> changes(TableStatus table) {
        return table.changes().entrySet().stream()
                .map(change -> Point.of(
                        change.getValue(), name(table), change.getKey().name().toLowerCase(Locale.ROOT)));
    }

    private static String name(TableStatus table) {
        return table.table().equals(FoldedTables.REST)
                ? table.table().name()
                : table.table().toString();
    }
}
