package io.replicator.dialect.postgresql;

import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says why an existing table cannot take the rows of a mapping. */
record TableComparison(TableMapping mapping, ExistingTable existing) {

    List<String> differences() {
        if (!existing.isTable()) {
            return List.of("it is not a table");
        }
        List<String> differences = new ArrayList<>();
        mapping.columns().forEach(column -> column(column).ifPresent(differences::add));
        extraColumns(differences);
        key(differences);
        behaviour(differences);
        return List.copyOf(differences);
    }

    private Optional<String> column(ColumnMapping wanted) {
        String name = wanted.targetName();
        Optional<ExistingTable.Column> found = existing.column(name);
        if (found.isEmpty()) {
            return Optional.of("column " + name + " (" + wanted.type().ddl() + ") is missing");
        }
        ExistingTable.Column column = found.get();
        if (!TypeFit.holds(unqualified(column.type()), unqualified(wanted.type().ddl()))) {
            return Optional.of("column " + name + " is " + column.type() + ", which does not hold every "
                    + wanted.type().ddl());
        }
        return wanted.computed() ? computed(wanted, column) : written(wanted, column);
    }

    /** The catalog qualifies a type's name only where the search path needs it. */
    private static String unqualified(String type) {
        return type.replaceFirst("^(?:\\w+|\"(?:[^\"]|\"\")+\")\\.", "");
    }

    private static Optional<String> computed(ColumnMapping wanted, ExistingTable.Column column) {
        return column.generated()
                ? Optional.empty()
                : Optional.of("column " + wanted.targetName() + " is generated at the source but not here");
    }

    private static Optional<String> written(ColumnMapping wanted, ExistingTable.Column column) {
        String name = "column " + wanted.targetName();
        if (column.generated()) {
            return Optional.of(name + " is generated here, so the source's values cannot be written");
        }
        if (column.identity().equals("a")) {
            return Optional.of(name + " is GENERATED ALWAYS AS IDENTITY; make it BY DEFAULT");
        }
        return column.notNull() && wanted.isNullable()
                ? Optional.of(name + " is NOT NULL, but the source may send NULL")
                : Optional.empty();
    }

    private void extraColumns(List<String> differences) {
        Set<String> wanted =
                mapping.columns().stream().map(ColumnMapping::targetName).collect(Collectors.toSet());
        existing.columns().stream()
                .filter(column -> !wanted.contains(column.name()) && column.mustBeGiven())
                .map(column ->
                        "column " + column.name() + " is NOT NULL without default and the source does not have it")
                .forEach(differences::add);
    }

    private void key(List<String> differences) {
        // A unique key that identifies the rows may be the primary key here.
        List<String> wanted = (existing.primaryKey().isEmpty() ? mapping.primaryKey() : mapping.key())
                .stream().map(ColumnMapping::targetName).toList();
        if (!new HashSet<>(wanted).equals(new HashSet<>(existing.primaryKey()))) {
            differences.add("its primary key is " + keyText(existing.primaryKey()) + " instead of " + keyText(wanted));
        } else if (existing.keyDeferrable()) {
            differences.add("its primary key is DEFERRABLE, so rows cannot be found by it while writing");
        }
    }

    private static String keyText(List<String> columns) {
        return columns.isEmpty() ? "missing" : "(" + String.join(", ", columns) + ")";
    }

    private void behaviour(List<String> differences) {
        if (!existing.missingPrivileges().isEmpty()) {
            differences.add("the user may not " + existing.missingPrivileges() + " on it; grant these privileges");
        }
        if (existing.unlogged()) {
            differences.add("it is UNLOGGED, so a crash of the server would empty it");
        }
        if (existing.rowSecurity()) {
            differences.add("row level security is on, which may hide rows from replicator; disable it");
        }
        existing.triggers().stream()
                .filter(trigger -> !isOwn(trigger))
                .map(trigger -> "trigger " + trigger + " would fire on replicated rows; disable it")
                .forEach(differences::add);
    }

    /** The trigger that replicator made itself. */
    private boolean isOwn(String trigger) {
        return trigger.equals(OnUpdateTrigger.name(mapping));
    }
}
