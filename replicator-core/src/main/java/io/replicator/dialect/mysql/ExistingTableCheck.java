package io.replicator.dialect.mysql;

import io.replicator.schema.Column;
import io.replicator.schema.LogicalType;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says why an existing table cannot take the rows of a mapping. */
record ExistingTableCheck(Product product, TableMapping mapping, TargetCatalog.ExistingTable existing) {

    List<String> differences() {
        if (!existing.isTable()) {
            return List.of("it is not a table");
        }
        List<String> differences = new ArrayList<>();
        mapping.columns().forEach(column -> column(column).ifPresent(differences::add));
        extraColumns(differences);
        key(differences);
        existing.triggers()
                .forEach(trigger -> differences.add("trigger " + trigger + " would fire on replicated rows; drop it"));
        return List.copyOf(differences);
    }

    private Optional<String> column(ColumnMapping wanted) {
        String name = "column " + wanted.targetName();
        Optional<Column> found = existing.columns().stream()
                .filter(column -> column.name().equalsIgnoreCase(wanted.targetName()))
                .findFirst();
        if (found.isEmpty()) {
            return Optional.of(name + " (" + wanted.type().ddl() + ") is missing");
        }
        Column column = found.get();
        if (!ColumnFit.holds(column, wanted)) {
            return Optional.of(name + " is " + ColumnFit.describe(column) + ", which does not hold every "
                    + wanted.type().ddl());
        }
        if (isInKey(wanted.source()) && comparesMoreLoosely(column, wanted.source())) {
            return Optional.of(name + " compares by " + column.collation()
                    + ", which may take keys for the same that the source tells apart, so that one row would overwrite"
                    + " another; give it the " + new TargetCollations(product, mapping.source()).exact());
        }
        return wanted.computed() == column.isGenerated() ? nullability(wanted, column) : generation(wanted);
    }

    private static Optional<String> generation(ColumnMapping wanted) {
        String name = "column " + wanted.targetName();
        return Optional.of(
                wanted.computed()
                        ? name + " is generated at the source but not here"
                        : name + " is generated here, so the source's values cannot be written");
    }

    private static Optional<String> nullability(ColumnMapping wanted, Column column) {
        return !column.isGenerated() && !column.nullable() && wanted.isNullable()
                ? Optional.of("column " + wanted.targetName() + " is NOT NULL, but the source may send NULL")
                : Optional.empty();
    }

    private boolean isInKey(Column source) {
        return source.type() instanceof LogicalType.Text
                && (mapping.source().primaryKey().contains(source.name())
                        || mapping.source().indexes().stream()
                                .anyMatch(index ->
                                        index.unique() && index.columns().contains(source.name())));
    }

    private boolean comparesMoreLoosely(Column existing, Column source) {
        String collation = existing.collation();
        return collation != null
                && !collation.endsWith("_0900_bin")
                && !collation.endsWith("_nopad_bin")
                && !collation.equals(new TargetCollations(product, mapping.source()).name(source));
    }

    private void extraColumns(List<String> differences) {
        Set<String> wanted =
                mapping.columns().stream().map(ColumnMapping::targetName).collect(Collectors.toSet());
        existing.columns().stream()
                .filter(column -> !wanted.contains(column.name()) && mustBeGiven(column))
                .map(column ->
                        "column " + column.name() + " is NOT NULL without default and the source does not have it")
                .forEach(differences::add);
    }

    private static boolean mustBeGiven(Column column) {
        return !column.nullable() && column.defaultValue() == null && !column.identity() && !column.isGenerated();
    }

    private void key(List<String> differences) {
        // A unique key that identifies the rows may be the primary key here.
        List<String> wanted = (existing.primaryKey().isEmpty() ? mapping.primaryKey() : mapping.key())
                .stream().map(ColumnMapping::targetName).toList();
        if (!new HashSet<>(wanted).equals(new HashSet<>(existing.primaryKey()))) {
            differences.add("its primary key is " + text(existing.primaryKey()) + " instead of " + text(wanted));
        }
    }

    private static String text(List<String> columns) {
        return columns.isEmpty() ? "missing" : "(" + String.join(", ", columns) + ")";
    }
}
