package io.replicator.pipeline.plan;

import io.replicator.change.TableId;
import io.replicator.dialect.TargetSchema.DeferredObject;
import io.replicator.typemapping.Departure;
import io.replicator.typemapping.Fidelity;
import io.replicator.typemapping.TableMapping;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a pipeline will create on the target.
 *
 * @param notMigrated views, triggers, routines and events of the source, one text each
 * @param doubts what reading the tables has found; empty if that was not asked for
 */
public record Plan(List<TablePlan> tables, List<String> notMigrated, List<Doubt> doubts) {
    public Plan(List<TablePlan> tables, List<String> notMigrated) {
        this(tables, notMigrated, List.of());
    }

    public Plan {
        doubts = List.copyOf(doubts);
        tables = List.copyOf(tables);
        notMigrated = List.copyOf(notMigrated);
    }

    /** Whether something cannot be carried, so that no row may move. */
    public boolean isRefused() {
        return tables.stream().anyMatch(TablePlan::isRefused);
    }

    /** Whether not every value may arrive as it is: by a lossy mapping, or by what was found in the tables. */
    public boolean isLossy() {
        return !doubts.isEmpty() || tables.stream().anyMatch(table -> table.has(Fidelity.LOSSY));
    }

    public Plan with(List<Doubt> found) {
        return new Plan(tables, notMigrated, found);
    }

    public List<Departure> refusals() {
        return tables.stream().flatMap(table -> table.refusals().stream()).toList();
    }

    public List<Departure> departures() {
        return tables.stream().flatMap(table -> table.departures().stream()).toList();
    }

    /** The mappings by source table, in the order of the plan. */
    public Map<TableId, TableMapping> mappings() {
        Map<TableId, TableMapping> mappings = new LinkedHashMap<>();
        tables.forEach(table -> mappings.put(table.mapping().source().id(), table.mapping()));
        return mappings;
    }

    /** All tables' deferred objects in an order in which they can be created: foreign keys after every unique key. */
    public List<DeferredObject> deferred() {
        return tables.stream()
                .flatMap(table -> table.deferred().stream())
                .sorted(Comparator.comparing(DeferredObject::kind))
                .toList();
    }
}
