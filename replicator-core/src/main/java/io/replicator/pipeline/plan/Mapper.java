package io.replicator.pipeline.plan;

import io.replicator.change.TableId;
import io.replicator.dialect.TargetEngine;
import io.replicator.schema.Column;
import io.replicator.schema.Table;
import io.replicator.typemapping.ChosenType;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.Conversion;
import io.replicator.typemapping.Departure;
import io.replicator.typemapping.TableMapping;
import io.replicator.typemapping.TypeMapping;
import io.replicator.typemapping.ValuePolicies;
import io.replicator.typemapping.ValuePolicies.Action;
import io.replicator.typemapping.ValuePolicies.Policy;
import io.replicator.typemapping.ValueRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Maps a source table to its target by the user's settings. Immutable. */
record Mapper(TargetEngine target, PlanSettings settings) {

    /** @param departures what the user's choices leave out */
    record Mapped(TableMapping mapping, List<Departure> departures) {}

    Mapped table(Table table) {
        List<String> retyped = table.columns().stream()
                .filter(column -> chosen(table, column)
                        .filter(type -> Conversion.changesMeaning(column.type(), type.type()))
                        .isPresent())
                .map(Column::name)
                .toList();
        Projection projection = new Projection(table, settings.choices().excluded(), retyped);
        Table reduced = projection.reduced();
        List<ColumnMapping> columns = new ArrayList<>();
        for (Column column : reduced.columns()) {
            if (projection.keeps(column)) {
                columns.add(column(reduced, column));
            }
        }
        return new Mapped(new TableMapping(reduced, targetOf(table.id()), columns), projection.departures());
    }

    private TableId targetOf(TableId source) {
        TableId byName = new TableId(settings.targetSchema(), settings.names().apply(source.name()));
        return settings.choices().renames().of(source, byName);
    }

    private ColumnMapping column(Table table, Column column) {
        boolean computed = target.schema().computes(table, column);
        Conversion conversion = conversion(table, column);
        return new ColumnMapping(
                column,
                table.indexOf(column.name()),
                settings.names().apply(column.name()),
                conversion.type(),
                computed ? ValueRule.NONE : conversion.rule(),
                computed);
    }

    private Conversion conversion(Table table, Column column) {
        TypeMapping usual = target.types().type(table, column);
        ValueRule rule = target.types().rule(table, column, policies(table, column));
        Optional<String> named = settings.choices().types().of(table.id(), column);
        if (named.isEmpty()) {
            return new Conversion(usual, rule);
        }
        return chosen(table, column)
                .map(type -> type.ddl().equals(usual.ddl())
                        ? new Conversion(usual, rule)
                        : Conversion.of(table, column, type, rule))
                .orElseGet(() -> new Conversion(
                        TypeMapping.refused(
                                named.get() + " in types is none of the types of the target that can be chosen"),
                        rule));
    }

    /** The type that the user names for a column, if the target has it. */
    private Optional<ChosenType> chosen(Table table, Column column) {
        return settings.choices().types().of(table.id(), column).flatMap(target.types()::chosen);
    }

    /** A key cannot be NULL, so there the choice of NULL is a refusal. */
    private ValuePolicies policies(Table table, Column column) {
        ValuePolicies values = settings.values();
        boolean nullInKey =
                values.zeroDates().action() == Action.NULL && table.rowKey().contains(column.name());
        return nullInKey ? new ValuePolicies(Policy.REFUSE, values.nulCharacters()) : values;
    }
}
