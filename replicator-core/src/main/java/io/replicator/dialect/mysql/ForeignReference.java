package io.replicator.dialect.mysql;

import io.replicator.change.TableId;
import io.replicator.schema.ForeignKey;
import io.replicator.schema.Index;
import io.replicator.typemapping.Fidelity;
import io.replicator.typemapping.TableMapping;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What a foreign key of another engine becomes here. */
record ForeignReference(
        Product product, TableMapping child, TableMapping parent, Map<TableId, TableMapping> all, ForeignKey key) {

    /** The key as it can be here; empty, and named, if it cannot. */
    Optional<ForeignKey> adapted(Differences differences) {
        String subject = "foreign key " + key.name();
        Optional<List<String>> referenced = referenced();
        Optional<String> obstacle =
                referenced.isEmpty() ? Optional.of("it refers to columns that no unique key has here") : obstacle();
        if (obstacle.isPresent()) {
            differences.add(subject, Fidelity.NOT_MIGRATED, obstacle.get());
            return Optional.empty();
        }
        String name = name();
        if (!name.equals(key.name())) {
            differences.add(
                    subject, Fidelity.WIDER, "called " + name + ", as a database has one foreign key of a name");
        }
        if (key.deferrable()) {
            differences.add(
                    subject,
                    Fidelity.WIDER,
                    "checked at each row, while a transaction at the source may put that off to its end");
        }
        return Optional.of(ordered(name, referenced.get()));
    }

    private Optional<String> obstacle() {
        if (key.onDelete() == ForeignKey.Action.SET_DEFAULT || key.onUpdate() == ForeignKey.Action.SET_DEFAULT) {
            return Optional.of("SET DEFAULT, which " + product.title() + " does not have");
        }
        boolean setsNull = key.onDelete() == ForeignKey.Action.SET_NULL || key.onUpdate() == ForeignKey.Action.SET_NULL;
        if (setsNull
                && key.columns().stream().anyMatch(name -> !child.column(name).isNullable())) {
            return Optional.of("SET NULL on a column that is NOT NULL, which " + product.title() + " does not allow");
        }
        for (int i = 0; i < key.columns().size(); i++) {
            String from = type(child, key.columns().get(i));
            String to = type(parent, key.referencedColumns().get(i));
            if (!from.equals(to)) {
                return Optional.of("it is of type " + from + ", and what it refers to of type " + to);
            }
        }
        return new KeyLength(child.source()).isTooLong(key.columns())
                ? Optional.of("longer than the " + KeyLength.MAXIMUM_BYTES + " bytes that a key may have")
                : Optional.empty();
    }

    /** Texts may differ in length. */
    private static String type(TableMapping table, String column) {
        String ddl = table.column(column).type().ddl();
        return ddl.contains("char") || ddl.contains("binary") ? ddl.replaceFirst("^(var)?(char|binary).*", "$2") : ddl;
    }

    /** The referenced columns in the order of the parent's key. */
    private Optional<List<String>> referenced() {
        return Stream.concat(Stream.of(parent.source().primaryKey()), uniqueKeys())
                .filter(columns -> columns.size() == key.referencedColumns().size()
                        && new HashSet<>(columns).equals(new HashSet<>(key.referencedColumns())))
                .findFirst();
    }

    private Stream<List<String>> uniqueKeys() {
        return parent.source().indexes().stream()
                .filter(Index::unique)
                .filter(index -> !ForeignIndex.isDeferrable(index))
                .filter(index ->
                        new ForeignIndex(product, parent, index).obstacle().isEmpty())
                .map(index -> index.parts().stream()
                        .map(part -> Objects.requireNonNull(part.column()))
                        .toList());
    }

    private ForeignKey ordered(String name, List<String> referenced) {
        List<String> columns = referenced.stream()
                .map(column -> key.columns().get(key.referencedColumns().indexOf(column)))
                .toList();
        return new ForeignKey(
                name, columns, key.referencedTable(), referenced, key.onDelete(), key.onUpdate(), key.deferrable());
    }

    /** With the table's name before it if another table has a key of this name. */
    private String name() {
        boolean taken = all.values().stream()
                .filter(other -> !other.source().id().equals(child.source().id()))
                .flatMap(other -> other.source().foreignKeys().stream())
                .anyMatch(other -> other.name().equalsIgnoreCase(key.name()));
        String name = taken ? child.target().name() + "_" + key.name() : key.name();
        return NameFit.problem(product, name).isEmpty() ? name : "fk_" + Integer.toHexString(name.hashCode());
    }
}
