package io.replicator.pipeline.plan;

import io.replicator.change.TableId;
import io.replicator.dialect.TargetEngine;
import io.replicator.schema.Table;
import io.replicator.typemapping.Departure;
import io.replicator.typemapping.Fidelity;
import io.replicator.typemapping.TableMapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the plan from the source's catalog alone; asks no database. Stateless. */
public final class Planner {
    private Planner() {}

    /** @param otherObjects what the source has besides tables, one text each */
    public static Plan plan(List<Table> tables, List<String> otherObjects, TargetEngine target, PlanSettings settings) {
        Mapper mapper = new Mapper(target, settings);
        Map<TableId, TableMapping> all = new LinkedHashMap<>();
        tables.forEach(table -> all.put(table.id(), mapper.table(table)));
        List<TablePlan> plans = all.values().stream()
                .map(mapping -> table(mapping, all, target, settings))
                .toList();
        return new Plan(plans, otherObjects);
    }

    private static TablePlan table(
            TableMapping mapping, Map<TableId, TableMapping> all, TargetEngine target, PlanSettings settings) {
        List<Departure> departures = new ArrayList<>(Collisions.of(mapping, all.values()));
        if (mapping.columns().isEmpty()) {
            departures.add(new Departure(mapping.source().id(), "table", Fidelity.REFUSED, "it has no columns"));
        }
        departures.addAll(PolicyNotes.of(mapping, settings.values()));
        departures.addAll(target.schema().departures(mapping, all));
        if (departures.stream().anyMatch(departure -> departure.fidelity() == Fidelity.REFUSED)) {
            return new TablePlan(mapping, List.of(), List.of(), departures);
        }
        return new TablePlan(
                mapping, target.schema().createTable(mapping), target.schema().deferred(mapping, all), departures);
    }
}
