package io.replicator.dialect.mysql;

import io.replicator.change.TableId;
import io.replicator.dialect.TargetSchema.DeferredObject;
import io.replicator.schema.CheckConstraint;
import io.replicator.schema.ForeignKey;
import io.replicator.schema.Index;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.Fidelity;
import io.replicator.typemapping.TableMapping;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes what a table gets after the load: unique keys, indexes, checks and foreign keys, in this order. */
record MySqlDeferredDdl(
        Product product, TableMapping mapping, Map<TableId, TableMapping> all, Differences differences) {

    List<DeferredObject> objects() {
        List<DeferredObject> objects = new ArrayList<>();
        for (Index index : mapping.source().indexes()) {
            new MySqlIndexDdl(product, mapping, index, differences).object().ifPresent(objects::add);
        }
        for (CheckConstraint check : mapping.source().checks()) {
            check(check).ifPresent(objects::add);
        }
        for (ForeignKey key : mapping.source().foreignKeys()) {
            foreignKey(key).ifPresent(objects::add);
        }
        objects.sort(Comparator.comparing(DeferredObject::kind));
        return List.copyOf(objects);
    }

    private Optional<DeferredObject> check(CheckConstraint check) {
        String subject = "check " + check.name();
        if (product.wrote(mapping.source()) && isOfPeriod(check)) {
            return Optional.empty();
        }
        if (Product.of(mapping.source()).isEmpty()) {
            differences.add(
                    subject,
                    Fidelity.NOT_MIGRATED,
                    "(" + check.expression() + ") has no known equal in " + product.title());
            return Optional.empty();
        }
        if (!check.enforced() && product == Product.MARIADB) {
            differences.add(subject, Fidelity.NOT_MIGRATED, "NOT ENFORCED at the source, which MariaDB does not know");
            return Optional.empty();
        }
        String condition = new FamilyExpression(mapping).translated(check.expression());
        String ddl = add("CONSTRAINT " + MySqlLiterals.name(check.name()) + " CHECK (" + condition + ")"
                + (check.enforced() ? "" : " NOT ENFORCED"));
        return Optional.of(new DeferredObject(mapping.target(), check.name(), DeferredObject.Kind.CHECK, ddl));
    }

    /** A period has a CHECK of its own. */
    private boolean isOfPeriod(CheckConstraint check) {
        return mapping.source().indexes().stream()
                .anyMatch(index ->
                        index.kind().equals(PeriodDdl.KIND) && index.name().equals(check.name()));
    }

    private Optional<DeferredObject> foreignKey(ForeignKey key) {
        TableMapping parent = all.get(key.referencedTable());
        if (parent == null) {
            differences.add(
                    "foreign key " + key.name(),
                    Fidelity.NOT_MIGRATED,
                    "it refers to " + key.referencedTable() + ", which is not replicated");
            return Optional.empty();
        }
        return Product.of(mapping.source()).isPresent()
                ? Optional.of(object(key, parent))
                : new ForeignReference(product, mapping, parent, all, key)
                        .adapted(differences)
                        .map(adapted -> object(adapted, parent));
    }

    private DeferredObject object(ForeignKey key, TableMapping parent) {
        String ddl = add("CONSTRAINT " + MySqlLiterals.name(key.name()) + " FOREIGN KEY "
                + names(mapping, key.columns()) + " REFERENCES " + MySqlLiterals.name(parent.target()) + " "
                + names(parent, key.referencedColumns()) + action("DELETE", key.onDelete())
                + action("UPDATE", key.onUpdate()));
        return new DeferredObject(mapping.target(), key.name(), DeferredObject.Kind.FOREIGN_KEY, ddl);
    }

    /** Both words mean the same; each product has one that it takes for said by nobody. */
    private String action(String event, ForeignKey.Action action) {
        boolean mariaDb = product == Product.MARIADB && product.wrote(mapping.source());
        return action == (mariaDb ? ForeignKey.Action.RESTRICT : ForeignKey.Action.NO_ACTION)
                ? ""
                : " ON " + event + " " + action.name().replace('_', ' ');
    }

    private static String names(TableMapping table, List<String> columns) {
        List<ColumnMapping> mapped = columns.stream().map(table::column).toList();
        return MySqlTableDdl.names(mapped);
    }

    private String add(String what) {
        return "ALTER TABLE " + MySqlLiterals.name(mapping.target()) + " ADD " + what;
    }
}
