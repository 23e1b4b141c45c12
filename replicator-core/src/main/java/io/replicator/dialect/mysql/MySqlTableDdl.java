package io.replicator.dialect.mysql;

import static java.util.stream.Collectors.joining;

import io.replicator.schema.Index;
import io.replicator.schema.LogicalType;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.Fidelity;
import io.replicator.typemapping.TableMapping;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes CREATE TABLE, one statement, so that after a crash a table is there as a whole or not at all, and before it what
 * the table requires.
 */
record MySqlTableDdl(Product product, TableMapping mapping, Differences differences) {
    /** The index that an AUTO_INCREMENT column needs from the start where no key begins with it. */
    static final String IDENTITY_KEY = "replicator_identity";

    List<String> statements() {
        Stream<String> required =
                product.wrote(mapping.source()) ? mapping.source().requirements().stream() : Stream.empty();
        return Stream.concat(required, Stream.of(createTable())).toList();
    }

    private String createTable() {
        Stream<String> columns = mapping.columns().stream()
                .map(column -> new MySqlColumnDdl(product, mapping, column, differences).text());
        return Stream.of(columns, primaryKey().stream(), identityKey().stream())
                .flatMap(lines -> lines)
                .map(line -> "  " + line)
                .collect(joining(
                        ",\n", "CREATE TABLE " + MySqlLiterals.name(mapping.target()) + " (\n", "\n) " + options()));
    }

    private Optional<String> primaryKey() {
        return mapping.primaryKey().isEmpty()
                ? Optional.empty()
                : Optional.of("PRIMARY KEY " + names(mapping.primaryKey()));
    }

    static String names(List<ColumnMapping> columns) {
        return columns.stream()
                .map(column -> MySqlLiterals.name(column.targetName()))
                .collect(joining(", ", "(", ")"));
    }

    private Optional<String> identityKey() {
        return needsIdentityKey(mapping)
                .map(column -> "KEY " + MySqlLiterals.name(IDENTITY_KEY) + " " + names(List.of(column)));
    }

    /** The AUTO_INCREMENT column, of which a table can have one; rather one of the primary key. */
    static Optional<ColumnMapping> identity(TableMapping mapping) {
        List<ColumnMapping> candidates = mapping.columns().stream()
                .filter(column -> column.source().identity())
                .filter(column -> Product.of(mapping.source()).isPresent()
                        || column.source().type() instanceof LogicalType.Int)
                .toList();
        return candidates.stream()
                .filter(mapping.primaryKey()::contains)
                .findFirst()
                .or(() -> candidates.stream().findFirst());
    }

    /** The AUTO_INCREMENT column if the primary key does not begin with it. */
    static Optional<ColumnMapping> needsIdentityKey(TableMapping mapping) {
        return identity(mapping)
                .filter(column -> mapping.primaryKey().isEmpty()
                        || !mapping.primaryKey().get(0).equals(column));
    }

    /** Whether this index takes the place of the one that the table began with. */
    static boolean replacesIdentityKey(TableMapping mapping, Index index) {
        Optional<ColumnMapping> column = needsIdentityKey(mapping);
        if (column.isEmpty()) {
            return false;
        }
        String name = column.get().source().name();
        return mapping.source().indexes().stream()
                .filter(other -> other.kind().equals("btree")
                        && name.equals(other.parts().get(0).column()))
                .findFirst()
                .filter(index::equals)
                .isPresent();
    }

    private String options() {
        long next = mapping.source().nextIdentity();
        return storage()
                + (identity(mapping).isPresent() && next > 1 ? " AUTO_INCREMENT=" + next : "")
                + Comment.TABLE.ddl(mapping.source().comment(), "table", differences)
                + partitions();
    }

    private String storage() {
        String options = StorageOptions.withoutPartitions(mapping.source().options());
        if (product.wrote(mapping.source()) && !options.isEmpty()) {
            return placed(options);
        }
        return "ENGINE=InnoDB DEFAULT " + new TargetCollations(product, mapping.source()).exact();
    }

    /** What the source has where on its disks is nothing for the target. */
    private String placed(String options) {
        String without = StorageOptions.withoutPlaces(options);
        if (!without.equals(options)) {
            differences.add(
                    "storage",
                    Fidelity.NOT_MIGRATED,
                    "DATA DIRECTORY or TABLESPACE; the target keeps it where it keeps all");
        }
        return without;
    }

    private String partitions() {
        String partitions = StorageOptions.partitions(mapping.source().options());
        if (partitions.isEmpty()) {
            return "";
        }
        boolean renamed = mapping.columns().stream()
                .anyMatch(column -> !column.targetName().equals(column.source().name()));
        boolean whole = mapping.columns().size() == mapping.source().columns().size();
        if (product.wrote(mapping.source()) && !renamed && whole) {
            return "\n" + placed(partitions);
        }
        differences.add("partitions", Fidelity.NOT_MIGRATED, "the table is not partitioned on the target");
        return "";
    }
}
