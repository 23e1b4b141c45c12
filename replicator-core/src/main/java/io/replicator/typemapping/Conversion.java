package io.replicator.typemapping;

import io.replicator.schema.Column;
import io.replicator.schema.LogicalType;
import io.replicator.schema.Table;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a type that the user names for a column means for its values.
 *
 * @param type equal, wider, lossy (what does not fit stops the run) or refused
 * @param rule with a check for what the server would change in silence
 */
public record Conversion(TypeMapping type, ValueRule rule) {

    /** @param base the rule that the column has without the user's choice */
    public static Conversion of(Table table, Column column, ChosenType chosen, ValueRule base) {
        Optional<String> refusal = refusal(table, column, chosen);
        if (refusal.isPresent()) {
            return new Conversion(TypeMapping.refused(refusal.get()), ValueRule.NONE);
        }
        Fit fit = Fit.of(column.type(), chosen);
        String where = table.id() + "." + column.name();
        // A text keeps what other types cannot hold, such as a zero date.
        boolean text = chosen.type() instanceof LogicalType.Text && !(column.type() instanceof LogicalType.Text);
        ValueRule before = text ? ValueRule.NONE : base;
        ValueRule rule = fit.holds()
                .map(holds -> (ValueRule) new FittingRule(where, chosen.ddl(), before, holds))
                .orElse(before);
        return new Conversion(fit.mapping(chosen.ddl()), rule);
    }

    private static Optional<String> refusal(Table table, Column column, ChosenType chosen) {
        if (column.isGenerated()) {
            return Optional.of("a generated column has the type of its expression; exclude it instead");
        }
        if (column.identity() && !(chosen.type() instanceof LogicalType.Int)) {
            return Optional.of("a column that counts needs a type of whole numbers, not " + chosen.ddl());
        }
        if (column.type() instanceof LogicalType.Json
                && !table.hasRowKey()
                && chosen.type() instanceof LogicalType.Text) {
            return Optional.of("without a key, rows are found by all values, and a JSON value has many texts");
        }
        return Fit.of(column.type(), chosen).fidelity() == Fidelity.REFUSED
                ? Optional.of(chosen.ddl() + " cannot carry the values of " + column.nativeType())
                : Optional.empty();
    }

    /** Which values of a column fit into a type; empty if all do, or if only the server can tell. */
    public static Optional<Predicate<String>> holds(Column column, ChosenType chosen) {
        return Fit.of(column.type(), chosen).holds();
    }

    /** Whether indexes and expressions over the column may mean something else with its new type. */
    public static boolean changesMeaning(LogicalType from, LogicalType to) {
        return !from.getClass().equals(to.getClass()) && !(Fit.isNumber(from) && Fit.isNumber(to));
    }

    /** @param holds what the server does not check by itself */
    record Fit(Fidelity fidelity, String note, Optional<Predicate<String>> holds) {
        static final Fit REFUSED = new Fit(Fidelity.REFUSED, "", Optional.empty());

        static boolean isNumber(LogicalType type) {
            return type instanceof LogicalType.Int
                    || type instanceof LogicalType.Decimal
                    || type instanceof LogicalType.Floating
                    || type instanceof LogicalType.Year;
        }

        static Fit of(LogicalType from, ChosenType chosen) {
            LogicalType to = chosen.type();
            if (isNumber(from)) {
                return NumberFit.of(from, to);
            }
            return to instanceof LogicalType.Text text ? TextFit.of(from, text) : OtherFit.of(from, chosen);
        }

        static Fit wider(String note) {
            return new Fit(Fidelity.WIDER, note, Optional.empty());
        }

        /** Everything fits, or what does not is found here. */
        static Fit checked(boolean everything, Predicate<String> holds) {
            return everything
                    ? wider("as configured")
                    : new Fit(
                            Fidelity.LOSSY,
                            "as configured; a value that it does not keep stops the replication",
                            Optional.of(holds));
        }

        TypeMapping mapping(String ddl) {
            return new TypeMapping(ddl, fidelity, note);
        }
    }
}
