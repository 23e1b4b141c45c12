package io.replicator.pipeline.plan;

import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.Departure;
import io.replicator.typemapping.Fidelity;
import io.replicator.typemapping.JsonNulRule;
import io.replicator.typemapping.NulCharacterRule;
import io.replicator.typemapping.TableMapping;
import io.replicator.typemapping.ValuePolicies;
import io.replicator.typemapping.ValuePolicies.Action;
import io.replicator.typemapping.ValuePolicies.Policy;
import io.replicator.typemapping.ValueRule;
import io.replicator.typemapping.ZeroDateRule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Names the columns in which values may change because the user chose so. */
final class PolicyNotes {
    private PolicyNotes() {}

    static List<Departure> of(TableMapping mapping, ValuePolicies policies) {
        List<Departure> notes = new ArrayList<>();
        note(notes, mapping, "zero dates", policies.zeroDates(), rule -> rule instanceof ZeroDateRule);
        note(
                notes,
                mapping,
                "NUL characters",
                policies.nulCharacters(),
                rule -> rule instanceof NulCharacterRule || rule instanceof JsonNulRule);
        return notes;
    }

    private static void note(
            List<Departure> notes, TableMapping mapping, String values, Policy policy, Predicate<ValueRule> rule) {
        List<String> columns = mapping.columns().stream()
                .filter(column -> rule.test(column.rule()))
                .filter(column -> policy.action() != Action.NULL || !isKey(mapping, column))
                .map(column -> column.source().name())
                .toList();
        if (policy.action() != Action.REFUSE && !columns.isEmpty()) {
            String written = policy.action() == Action.NULL ? "NULL" : "'" + policy.replacement() + "'";
            notes.add(new Departure(
                    mapping.source().id(),
                    values + " in " + String.join(", ", columns),
                    Fidelity.LOSSY,
                    "written as " + written + ", as configured"));
        }
    }

    private static boolean isKey(TableMapping mapping, ColumnMapping column) {
        return mapping.source().rowKey().contains(column.source().name());
    }
}
