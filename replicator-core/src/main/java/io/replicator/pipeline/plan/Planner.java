package io.replicator.pipeline.plan;

import io.replicator.change.TableId;
import io.replicator.dialect.TargetEngine;
import io.replicator.schema.ForeignKey;
import io.replicator.schema.Table;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.Departure;
import io.replicator.typemapping.Fidelity;
import io.replicator.typemapping.TableMapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the plan from the source's catalog alone; asks no database. Used once. */
public final class Planner {
    private final TargetEngine target;
    private final PlanSettings settings;
    private final Map<TableId, TableMapping> all = new LinkedHashMap<>();

    private Planner(TargetEngine target, PlanSettings settings) {
        this.target = target;
        this.settings = settings;
    }

    /** @param otherObjects what the source has besides tables, one text each */
    public static Plan plan(List<Table> tables, List<String> otherObjects, TargetEngine target, PlanSettings settings) {
        settings.choices().requireMatches(tables);
        return new Plan(new Planner(target, settings).tables(tables), otherObjects);
    }

    private List<TablePlan> tables(List<Table> tables) {
        Mapper mapper = new Mapper(target, settings);
        List<Mapper.Mapped> mapped = tables.stream().map(mapper::table).toList();
        mapped.forEach(table -> all.put(table.mapping().source().id(), table.mapping()));
        return mapped.stream().map(this::table).toList();
    }

    private TablePlan table(Mapper.Mapped mapped) {
        TableMapping mapping = mapped.mapping();
        List<Departure> departures = new ArrayList<>(mapped.departures());
        departures.addAll(Collisions.of(mapping, all.values()));
        if (mapping.columns().isEmpty()) {
            departures.add(new Departure(mapping.source().id(), "table", Fidelity.REFUSED, "it has no columns"));
        }
        departures.addAll(references(mapping));
        departures.addAll(PolicyNotes.of(mapping, settings.values()));
        departures.addAll(target.schema().departures(mapping, all));
        if (departures.stream().anyMatch(departure -> departure.fidelity() == Fidelity.REFUSED)) {
            return new TablePlan(mapping, List.of(), List.of(), departures);
        }
        return new TablePlan(mapping, create(mapping), target.schema().deferred(mapping, all), departures);
    }

    /** A type that the user names for one side of a foreign key must be that of the other side, too. */
    private List<Departure> references(TableMapping mapping) {
        List<Departure> departures = new ArrayList<>();
        for (ForeignKey key : mapping.source().foreignKeys()) {
            TableMapping parent = all.get(key.referencedTable());
            for (int i = 0; parent != null && i < key.columns().size(); i++) {
                if (differByChoice(
                        mapping,
                        key.columns().get(i),
                        parent,
                        key.referencedColumns().get(i))) {
                    departures.add(new Departure(
                            mapping.source().id(),
                            "foreign key " + key.name(),
                            Fidelity.REFUSED,
                            "its columns would have different types; name the same in types for both"));
                }
            }
        }
        return departures;
    }

    private boolean differByChoice(TableMapping child, String column, TableMapping parent, String referenced) {
        return !typeOf(child, column).equals(typeOf(parent, referenced))
                && (isChosen(child, column) || isChosen(parent, referenced));
    }

    private static Optional<String> typeOf(TableMapping table, String column) {
        return find(table, column).map(found -> found.type().ddl());
    }

    private boolean isChosen(TableMapping table, String column) {
        return find(table, column)
                .flatMap(found -> settings.choices().types().of(table.source().id(), found.source()))
                .isPresent();
    }

    /** A foreign key may spell its columns in another case than their table. */
    private static Optional<ColumnMapping> find(TableMapping table, String column) {
        return table.columns().stream()
                .filter(mapping -> mapping.source().name().equalsIgnoreCase(column))
                .findFirst();
    }

    private List<String> create(TableMapping mapping) {
        String schema = mapping.target().schema();
        List<String> before = schema.equals(settings.targetSchema())
                ? List.of()
                : target.schema().createSchema(schema);
        return Stream.concat(before.stream(), target.schema().createTable(mapping).stream())
                .toList();
    }
}
