package io.replicator.pipeline.plan;

import io.replicator.change.TableId;
import io.replicator.dialect.TargetEngine;
import io.replicator.schema.Column;
import io.replicator.schema.Table;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import io.replicator.typemapping.ValuePolicies;
import io.replicator.typemapping.ValuePolicies.Action;
import io.replicator.typemapping.ValuePolicies.Policy;
import io.replicator.typemapping.ValueRule;
import java.util.ArrayList;
import java.util.List;

/** Maps a source table to its target by the user's settings. Immutable. */
record Mapper(TargetEngine target, PlanSettings settings) {

    TableMapping table(Table table) {
        List<ColumnMapping> columns = new ArrayList<>();
        for (int ordinal = 0; ordinal < table.columns().size(); ordinal++) {
            columns.add(column(table, table.columns().get(ordinal), ordinal));
        }
        String name = settings.names().apply(table.id().name());
        return new TableMapping(table, new TableId(settings.targetSchema(), name), columns);
    }

    private ColumnMapping column(Table table, Column column, int ordinal) {
        boolean computed = target.schema().computes(table, column);
        ValueRule rule = computed ? ValueRule.NONE : target.types().rule(table.id(), column, policies(table, column));
        return new ColumnMapping(
                column,
                ordinal,
                settings.names().apply(column.name()),
                target.types().type(table, column),
                rule,
                computed);
    }

    /** A key cannot be NULL, so there the choice of NULL is a refusal. */
    private ValuePolicies policies(Table table, Column column) {
        ValuePolicies values = settings.values();
        boolean nullInKey =
                values.zeroDates().action() == Action.NULL && table.rowKey().contains(column.name());
        return nullInKey ? new ValuePolicies(Policy.REFUSE, values.nulCharacters()) : values;
    }
}
