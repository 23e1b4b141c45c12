package io.replicator.app.metrics;

import io.replicator.change.TableId;
import io.replicator.progress.Operation;
import io.replicator.progress.TableState;
import io.replicator.progress.TableStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Bounds the number of time series: the tables that come last by name are shown as one. */
final class FoldedTables {
    static final int LIMIT = 500;
    static final TableId REST = new TableId("", "(others)");

    private FoldedTables() {}

    /** @param tables in name order, so that the same ones are folded at each scrape */
    static List<TableStatus> of(List<TableStatus> tables) {
        if (tables.size() <= LIMIT) {
            return tables;
        }
        List<TableStatus> shown = new ArrayList<>(tables.subList(0, LIMIT));
        shown.add(sum(tables.subList(LIMIT, tables.size())));
        return shown;
    }

    /** Their rows and changes together; the state of the one that is least far, the time of the one that takes longest. */
    private static TableStatus sum(List<TableStatus> tables) {
        Map<Operation, Long> changes = new EnumMap<>(Operation.class);
        tables.forEach(
                table -> table.changes().forEach((operation, count) -> changes.merge(operation, count, Long::sum)));
        return new TableStatus(
                REST,
                tables.stream()
                        .map(TableStatus::state)
                        .min(Comparator.comparingInt(StateCode::of))
                        .orElse(TableState.READY),
                tables.stream().mapToLong(TableStatus::rowsCopied).sum(),
                tables.stream().mapToLong(TableStatus::rowsEstimated).sum(),
                tables.stream()
                        .map(TableStatus::eta)
                        .filter(Objects::nonNull)
                        .max(Duration::compareTo)
                        .orElse(null),
                changes,
                null);
    }
}
