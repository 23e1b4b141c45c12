package io.replicator.dialect.postgresql;

import io.replicator.change.TableId;
import io.replicator.dialect.TargetSchema.DeferredObject;
import io.replicator.schema.ForeignKey;
import io.replicator.schema.Index;
import io.replicator.schema.Table;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes one foreign key, checked at the end of the applier's transactions. */
record ForeignKeyDdl(TableMapping mapping, ForeignKey key, Map<TableId, TableMapping> all, Departures departures) {

    Optional<DeferredObject> object() {
        TableMapping parent = all.get(key.referencedTable());
        if (parent == null) {
            return skipped("references " + key.referencedTable() + ", which is not replicated");
        }
        if (!isUnique(parent.source())) {
            return skipped("references columns of " + key.referencedTable()
                    + " that are no unique key, which PostgreSQL requires");
        }
        List<ColumnMapping> children = columns(mapping, key.columns());
        List<ColumnMapping> parents = columns(parent, key.referencedColumns());
        if (!families(children).equals(families(parents))) {
            return skipped("its columns have another type than those of " + key.referencedTable());
        }
        if (!SameEngine.is(mapping)) {
            noteCollation(children);
        }
        return Optional.of(constraint(children, parents, parent.target()));
    }

    /** Without it, rows that the source changes by it would stay as they are: the log does not tell of them. */
    private Optional<DeferredObject> skipped(String reason) {
        String subject = "foreign key " + key.name();
        boolean changesRows = key.onDelete().changesRows() || key.onUpdate().changesRows();
        if (changesRows && !SameEngine.is(mapping)) {
            departures.refused(
                    subject,
                    reason + "; what its ON DELETE or ON UPDATE changes would be missed, so exclude this table");
        } else {
            departures.notMigrated(subject, reason);
        }
        return Optional.empty();
    }

    /** A foreign key may spell its columns in another case than their table. */
    private static List<ColumnMapping> columns(TableMapping table, List<String> names) {
        List<ColumnMapping> columns = new ArrayList<>();
        for (String name : names) {
            table.columns().stream()
                    .filter(column -> SameEngine.is(table)
                            ? column.source().name().equals(name)
                            : column.source().name().equalsIgnoreCase(name))
                    .forEach(columns::add);
        }
        return columns;
    }

    private boolean isUnique(Table parent) {
        return lowerCase(key.referencedColumns()).equals(lowerCase(parent.primaryKey()))
                || parent.indexes().stream().anyMatch(index -> isReferencedBy(key, index));
    }

    /** Whether a foreign key needs this unique key of its parent table. */
    static boolean isReferencedBy(ForeignKey key, Index index) {
        if (!index.unique() || !index.isPlain()) {
            return false;
        }
        List<String> columns = index.parts().stream()
                .map(part -> String.valueOf(part.column()))
                .toList();
        return lowerCase(columns).equals(lowerCase(key.referencedColumns()));
    }

    private static Set<String> lowerCase(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    /** Types without length, with those that PostgreSQL compares with each other put together. */
    private static List<String> families(List<ColumnMapping> columns) {
        return columns.stream()
                .map(column -> column.type().ddl().replaceAll("\\(.*\\)", ""))
                .map(type -> switch (type) {
                    case "varchar" -> "text";
                    case "smallint", "integer", "bigint", "numeric" -> "number";
                    default -> type;
                })
                .toList();
    }

    private void noteCollation(List<ColumnMapping> children) {
        if (children.stream().anyMatch(Collations::isLoose)) {
            departures.wider(
                    "foreign key " + key.name(),
                    "compared byte by byte: a value that differs from its parent's in case, accents or trailing blanks"
                            + " stops the run");
        }
    }

    private DeferredObject constraint(List<ColumnMapping> children, List<ColumnMapping> parents, TableId parent) {
        String name = RelationNames.constraint(mapping, key.name(), "fkey");
        String ddl = "ALTER TABLE " + PostgresNames.qualified(mapping.target()) + " ADD CONSTRAINT "
                + PostgresNames.quote(name) + " FOREIGN KEY (" + names(children) + ") REFERENCES "
                + PostgresNames.qualified(parent) + " (" + names(parents) + ")" + action(" ON DELETE ", key.onDelete())
                + action(" ON UPDATE ", key.onUpdate()) + " DEFERRABLE INITIALLY IMMEDIATE";
        return new DeferredObject(mapping.target(), name, DeferredObject.Kind.FOREIGN_KEY, ddl);
    }

    private static String names(List<ColumnMapping> columns) {
        return PostgresNames.quoted(
                columns.stream().map(ColumnMapping::targetName).toList());
    }

    /** RESTRICT, which could not wait, is the same as NO ACTION to InnoDB. */
    private static String action(String event, ForeignKey.Action action) {
        return switch (action) {
            case NO_ACTION, RESTRICT -> "";
            case CASCADE -> event + "CASCADE";
            case SET_NULL -> event + "SET NULL";
            case SET_DEFAULT -> event + "SET DEFAULT";
        };
    }
}
