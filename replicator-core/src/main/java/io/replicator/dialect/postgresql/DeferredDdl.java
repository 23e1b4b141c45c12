package io.replicator.dialect.postgresql;

import io.replicator.change.TableId;
import io.replicator.dialect.TargetSchema.DeferredObject;
import io.replicator.schema.CheckConstraint;
import io.replicator.schema.ForeignKey;
import io.replicator.schema.Index;
import io.replicator.typemapping.TableMapping;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes what a table gets after the load: unique keys, indexes, checks and foreign keys, in this order. */
record DeferredDdl(TableMapping mapping, Map<TableId, TableMapping> all, Departures departures) {

    List<DeferredObject> objects() {
        List<DeferredObject> objects = new ArrayList<>();
        RelationNames names = new RelationNames(all);
        for (Index index : mapping.source().indexes()) {
            String name = names.of(mapping, index);
            new IndexDdl(mapping, index, name, isReferenced(index), departures)
                    .object()
                    .ifPresent(objects::add);
        }
        for (CheckConstraint check : mapping.source().checks()) {
            check(check).ifPresent(objects::add);
        }
        for (ForeignKey key : mapping.source().foreignKeys()) {
            new ForeignKeyDdl(mapping, key, all, departures).object().ifPresent(objects::add);
        }
        objects.sort(Comparator.comparing(DeferredObject::kind));
        return List.copyOf(objects);
    }

    private boolean isReferenced(Index index) {
        return all.values().stream()
                .flatMap(other -> other.source().foreignKeys().stream())
                .filter(key -> key.referencedTable().equals(mapping.source().id()))
                .anyMatch(key -> ForeignKeyDdl.isReferencedBy(key, index));
    }

    private Optional<DeferredObject> check(CheckConstraint check) {
        String subject = "check " + check.name();
        if (!check.enforced()) {
            departures.notMigrated(subject, "not enforced for every row at the source, so that some may break it");
            return Optional.empty();
        }
        Optional<String> condition = condition(check.expression());
        if (condition.isEmpty()) {
            departures.notMigrated(subject, "(" + check.expression() + ") has no known equal in PostgreSQL");
        }
        return condition.map(sql -> constraint(RelationNames.constraint(mapping, check.name(), "check"), sql));
    }

    private Optional<String> condition(String expression) {
        if (SameEngine.is(mapping)) {
            return SameEngine.keepsNames(mapping) ? Optional.of(expression) : Optional.empty();
        }
        return ColumnScope.everyColumn(mapping).check(expression);
    }

    private DeferredObject constraint(String name, String condition) {
        String ddl = "ALTER TABLE " + PostgresNames.qualified(mapping.target()) + " ADD CONSTRAINT "
                + PostgresNames.quote(name) + " CHECK (" + condition + ")";
        return new DeferredObject(mapping.target(), name, DeferredObject.Kind.CHECK, ddl);
    }
}
