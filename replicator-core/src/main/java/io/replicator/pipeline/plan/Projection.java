package io.replicator.pipeline.plan;

import io.replicator.schema.CheckConstraint;
import io.replicator.schema.Column;
import io.replicator.schema.DefaultValue;
import io.replicator.schema.ForeignKey;
import io.replicator.schema.Index;
import io.replicator.schema.Table;
import io.replicator.typemapping.Departure;
import io.replicator.typemapping.Fidelity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What is left of a table without the columns that the user excludes or gives another type: the same columns, as rows go
 * on to have all values, but no index, key or check that needs an excluded one, and no expression over either. Used by one thread.
 */
final class Projection {
    private static final String EXCLUDED = ", which is excluded";
    private static final String RETYPED = ", which has another type here";

    private final Table table;
    private final ColumnGlobs globs;
    private final List<String> excluded;
    private final List<String> retyped;
    private final List<Departure> departures = new ArrayList<>();

    /** @param retyped columns that get a type of another kind, which expressions would not understand */
    Projection(Table table, ColumnGlobs globs, List<String> retyped) {
        this.table = table;
        this.retyped = retyped;
        this.globs = globs;
        this.excluded = table.columns().stream()
                .map(Column::name)
                .filter(column -> globs.matches(table.id(), column))
                .toList();
    }

    /** Whether the column goes to the target; one of the key always does, as the table is refused without it. */
    boolean keeps(Column column) {
        return !excluded.contains(column.name()) || table.rowKey().contains(column.name());
    }

    Table reduced() {
        table.columns().forEach(this::note);
        return new Table(
                table.id(),
                table.engine(),
                table.columns().stream().map(this::withoutExpression).toList(),
                table.primaryKey(),
                kept(table.indexes(), this::without),
                kept(table.foreignKeys(), this::without),
                kept(table.checks(), this::without),
                table.comment(),
                table.options(),
                table.requirements(),
                table.nextIdentity(),
                table.estimatedRows(),
                table.averageRowBytes());
    }

    List<Departure> departures() {
        return List.copyOf(departures);
    }

    private void note(Column column) {
        if (!keeps(column)) {
            add("column " + column.name(), Fidelity.NOT_MIGRATED, "excluded, as configured");
        } else if (excluded.contains(column.name())) {
            add("column " + column.name(), Fidelity.REFUSED, "rows are found by it, so it cannot be excluded");
        }
        Column.Generated generated = column.generated();
        if (generated != null && keeps(column)) {
            mentioned(generated.expression())
                    .ifPresent(other -> add(
                            "column " + column.name(),
                            Fidelity.REFUSED,
                            "its expression may need " + other + "; exclude it as well"));
        }
    }

    /** An expression has the type of the source's column. */
    private Column withoutExpression(Column column) {
        if (!retyped.contains(column.name())
                || !(column.defaultValue() instanceof DefaultValue.Expression expression)) {
            return column;
        }
        add(
                "column " + column.name(),
                Fidelity.NOT_MIGRATED,
                "DEFAULT " + expression.sql() + " is of another type than the one in types");
        return new Column(
                column.name(),
                column.type(),
                column.nativeType(),
                column.charset(),
                column.collation(),
                column.nullable(),
                null,
                column.generated(),
                column.identity(),
                column.invisible(),
                column.onUpdateNow(),
                column.comment());
    }

    /** Those about which nothing is to be said. */
    private static <T> List<T> kept(List<T> all, Predicate<T> lost) {
        return all.stream().filter(Predicate.not(lost)).toList();
    }

    private boolean without(Index index) {
        Optional<String> needed = index.parts().stream()
                .flatMap(part -> part.column() == null
                        ? mentioned(String.valueOf(part.expression())).stream()
                        : excluded(part.column()).or(() -> beginning(part)).stream())
                .findFirst()
                .or(() -> index.definition().contains(" WHERE ") ? mentioned(index.definition()) : Optional.empty());
        boolean key = table.keyIndex().equals(Optional.of(index));
        return !key && isLost("index " + index.name(), needed, Fidelity.NOT_MIGRATED);
    }

    private boolean without(CheckConstraint check) {
        return isLost("check " + check.name(), mentioned(check.expression()), Fidelity.NOT_MIGRATED);
    }

    /** What a foreign key does to rows by itself, the source's log may not tell. */
    private boolean without(ForeignKey key) {
        Optional<String> needed = key.columns().stream()
                .flatMap(column -> excluded(column).stream())
                .findFirst()
                .or(() -> key.referencedColumns().stream()
                        .filter(column -> globs.matches(key.referencedTable(), column))
                        .findFirst()
                        .map(name -> name + EXCLUDED));
        boolean changesRows = key.onDelete().changesRows() || key.onUpdate().changesRows();
        return isLost("foreign key " + key.name(), needed, changesRows ? Fidelity.REFUSED : Fidelity.NOT_MIGRATED);
    }

    private boolean isLost(String subject, Optional<String> needed, Fidelity fidelity) {
        String consequence = fidelity == Fidelity.REFUSED ? "; what it does to rows by itself would be missed" : "";
        needed.ifPresent(column -> add(subject, fidelity, "needs " + column + consequence));
        return needed.isPresent();
    }

    private Optional<String> excluded(String column) {
        return excluded.stream().filter(column::equals).findFirst().map(name -> name + EXCLUDED);
    }

    /** A column of which an index has the first characters, and which is no text any more. */
    private Optional<String> beginning(Index.Part part) {
        return retyped.stream()
                .filter(name -> part.prefixLength() > 0 && name.equals(part.column()))
                .findFirst()
                .map(name -> name + RETYPED);
    }

    /** A column that an expression names, or seems to. */
    private Optional<String> mentioned(String expression) {
        return mentioned(excluded, expression)
                .map(name -> name + EXCLUDED)
                .or(() -> mentioned(retyped, expression).map(name -> name + RETYPED));
    }

    private static Optional<String> mentioned(List<String> columns, String expression) {
        return columns.stream()
                .filter(column -> Pattern.compile(
                                "(?<![\\w$])" + Pattern.quote(column) + "(?![\\w$])", Pattern.CASE_INSENSITIVE)
                        .matcher(expression)
                        .find())
                .findFirst();
    }

    private void add(String subject, Fidelity fidelity, String reason) {
        departures.add(new Departure(table.id(), subject, fidelity, reason));
    }
}
