package io.replicator.dialect.postgresql;

import static java.util.stream.Collectors.joining;

import io.replicator.dialect.TargetSchema.DeferredObject;
import io.replicator.schema.Index;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes one secondary index. A unique key of whole columns becomes a constraint that can wait for the end of the
 * transaction, so that rows may exchange their values, unless a foreign key needs it at once.
 */
record IndexDdl(TableMapping mapping, Index index, String name, boolean referenced, Departures departures) {

    Optional<DeferredObject> object() {
        if (isKey() && !SameEngine.keepsNames(mapping)) {
            return Optional.of(uniqueConstraint());
        }
        if (SameEngine.is(mapping)) {
            return SameEngine.keepsNames(mapping)
                    ? Optional.of(asDefined())
                    : skipped("it names columns that have other names here; choose target.names: preserve");
        }
        if (index.kind().equals("period")) {
            return skipped("a period; its two columns are there, and nothing keeps rows from overlapping");
        }
        if (index.kind().equals("fulltext")) {
            return skipped("PostgreSQL searches texts in another way: " + textSearch());
        }
        if (index.kind().equals("spatial") && !isGeometry()) {
            return skipped("needs PostGIS, without which geometries are bytes");
        }
        if (!index.visible()) {
            departures.wider(subject(), "invisible at the source; PostgreSQL uses it");
        }
        return index.unique() && index.isPlain() ? Optional.of(uniqueConstraint()) : createIndex();
    }

    /** An index is defined by what follows its table's name, a constraint as a whole. */
    private DeferredObject asDefined() {
        DeferredObject.Kind kind = index.unique() ? uniqueKind() : DeferredObject.Kind.INDEX;
        String quoted = PostgresNames.quote(name);
        return object(
                kind,
                index.definition().startsWith("USING ")
                        ? "CREATE " + (index.unique() ? "UNIQUE " : "") + "INDEX " + quoted + " ON " + table() + " "
                                + index.definition()
                        : "ALTER TABLE " + table() + " ADD CONSTRAINT " + quoted + " " + index.definition());
    }

    /** Rows are found by it, which a constraint that can wait does not allow. */
    private boolean isKey() {
        return mapping.source().keyIndex().equals(Optional.of(index));
    }

    private DeferredObject.Kind uniqueKind() {
        return isKey() ? DeferredObject.Kind.KEY : DeferredObject.Kind.UNIQUE;
    }

    private Optional<DeferredObject> skipped(String reason) {
        departures.notMigrated(subject(), reason);
        return Optional.empty();
    }

    private String textSearch() {
        String columns = columns().stream()
                .map(column -> "coalesce(" + PostgresNames.quote(column.targetName()) + ", '')")
                .collect(joining(" || ' ' || "));
        return "CREATE INDEX ON " + table() + " USING gin (to_tsvector('simple', " + columns + "))";
    }

    private boolean isGeometry() {
        return columns().stream().allMatch(column -> column.type().ddl().startsWith("geometry"));
    }

    /** Columns of the parts that are no expressions. */
    private List<ColumnMapping> columns() {
        List<ColumnMapping> columns = new ArrayList<>();
        for (Index.Part part : index.parts()) {
            if (part.column() != null) {
                columns.add(mapping.column(part.column()));
            }
        }
        return columns;
    }

    private DeferredObject uniqueConstraint() {
        long descending = index.parts().stream().filter(Index.Part::descending).count();
        if (descending > 0 && descending < index.parts().size()) {
            departures.wider(subject(), "the index of a unique constraint is in ascending order");
        }
        boolean atOnce = referenced || isKey();
        if (!atOnce) {
            departures.wider(
                    subject(),
                    "DEFERRABLE, so that rows may exchange values within a transaction; ON CONFLICT cannot name it");
        }
        IndexSize.noteIfTooLong(columns(), subject(), departures);
        List<String> names = columns().stream().map(ColumnMapping::targetName).toList();
        String ddl = "ALTER TABLE " + table() + " ADD CONSTRAINT " + PostgresNames.quote(name) + " UNIQUE ("
                + PostgresNames.quoted(names) + ")" + (atOnce ? "" : " DEFERRABLE INITIALLY IMMEDIATE");
        return object(uniqueKind(), ddl);
    }

    private Optional<DeferredObject> createIndex() {
        List<String> parts = new ArrayList<>();
        for (Index.Part part : index.parts()) {
            Optional<String> key = new IndexPartDdl(mapping, index, part, subject(), departures).text();
            if (key.isEmpty()) {
                return skipped("its expression (" + part.expression() + ") has no known equal in PostgreSQL");
            }
            parts.add(key.get());
        }
        if (index.unique() && !IndexSize.fits(mapping, index)) {
            IndexSize.noteTooLong(subject(), departures);
        }
        String ddl = "CREATE " + (index.unique() ? "UNIQUE " : "") + "INDEX " + PostgresNames.quote(name) + " ON "
                + table() + (index.kind().equals("spatial") ? " USING gist" : "") + " (" + String.join(", ", parts)
                + ")";
        return Optional.of(object(index.unique() ? DeferredObject.Kind.UNIQUE : DeferredObject.Kind.INDEX, ddl));
    }

    private DeferredObject object(DeferredObject.Kind kind, String ddl) {
        String comment = index.comment().isEmpty()
                ? ""
                : ";\n"
                        + TableDdl.comment(
                                "INDEX "
                                        + PostgresNames.qualified(
                                                mapping.target().schema(), name),
                                index.comment());
        return new DeferredObject(mapping.target(), name, kind, ddl + comment);
    }

    private String table() {
        return PostgresNames.qualified(mapping.target());
    }

    private String subject() {
        return "index " + index.name();
    }
}
