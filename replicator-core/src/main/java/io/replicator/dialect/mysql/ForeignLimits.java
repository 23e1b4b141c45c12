package io.replicator.dialect.mysql;

import io.replicator.schema.LogicalType;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.Fidelity;
import io.replicator.typemapping.TableMapping;
import java.util.List;
import java.util.stream.Collectors;

/** Finds what the server would not take of a table of another engine, and what its texts mean here. */
record ForeignLimits(Product product, TableMapping mapping) {

    void check(Differences differences) {
        new RowSize(mapping)
                .excess()
                .ifPresent(excess -> differences.add("table", Fidelity.REFUSED, excess + "; exclude columns"));
        primaryKey(differences);
        columnsOfOneName(differences);
        comparison(differences);
    }

    private void primaryKey(Differences differences) {
        List<String> key = mapping.source().primaryKey();
        if (key.size() > ForeignIndex.MAXIMUM_COLUMNS) {
            refusePrimaryKey(
                    differences,
                    "it has " + key.size() + " columns, " + ForeignIndex.MAXIMUM_COLUMNS + " are possible");
        }
        int bytes = mapping.primaryKey().stream()
                .mapToInt(column -> RowSize.keyBytes(column.type().ddl()))
                .sum();
        if (bytes > KeyLength.MAXIMUM_BYTES) {
            refusePrimaryKey(differences, "longer than the " + KeyLength.MAXIMUM_BYTES + " bytes that a key may have");
        }
        if (mapping.primaryKey().stream().anyMatch(column -> column.type().ddl().startsWith("json"))) {
            refusePrimaryKey(differences, "JSON cannot be a key in " + product.title());
        }
    }

    private static void refusePrimaryKey(Differences differences, String reason) {
        differences.add("primary key", Fidelity.REFUSED, reason + "; exclude the table");
    }

    private void columnsOfOneName(Differences differences) {
        for (ColumnMapping column : mapping.columns()) {
            mapping.columns().stream()
                    .filter(other -> other.ordinal() < column.ordinal()
                            && other.targetName().equalsIgnoreCase(column.targetName())
                            && !other.targetName().equals(column.targetName()))
                    .forEach(other -> differences.add(
                            "column " + column.source().name(),
                            Fidelity.REFUSED,
                            "it and " + other.source().name() + " are the same name in " + product.title()
                                    + ", where case does not matter; rename or exclude one"));
        }
    }

    /** Texts are equal here if they are the same. */
    private void comparison(Differences differences) {
        String columns = mapping.columns().stream()
                .filter(column -> column.source().type() instanceof LogicalType.Text)
                .filter(column -> column.source().nativeType().equals("citext")
                        || column.source().collation() != null)
                .map(column -> column.source().name() + " ("
                        + (column.source().collation() == null
                                ? "citext"
                                : column.source().collation()) + ")")
                .collect(Collectors.joining(", "));
        if (!columns.isEmpty()) {
            differences.add(
                    "collation of " + columns,
                    Fidelity.WIDER,
                    "compared, sorted and made unique byte by byte here; no value changes");
        }
    }
}
