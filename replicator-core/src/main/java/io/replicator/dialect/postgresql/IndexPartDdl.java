package io.replicator.dialect.postgresql;

import io.replicator.schema.Index;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.util.Optional;

/** Writes one key part of CREATE INDEX. */
record IndexPartDdl(TableMapping mapping, Index index, Index.Part part, String subject, Departures departures) {

    /** Empty if the part is an expression that is not translated. */
    Optional<String> text() {
        return key().map(key -> key + (part.descending() ? " DESC" : ""));
    }

    private Optional<String> key() {
        if (part.column() != null) {
            return Optional.of(column(mapping.column(part.column())));
        }
        return ColumnScope.everyColumn(mapping)
                .indexKey(String.valueOf(part.expression()), index.unique())
                .map(sql -> "(" + sql + ")");
    }

    private String column(ColumnMapping column) {
        String name = PostgresNames.quote(column.targetName());
        int prefix = prefix(column);
        if (prefix == 0 || column.type().ddl().startsWith("geometry")) {
            return name;
        }
        return column.type().ddl().equals("bytea")
                ? "substring(" + name + " FROM 1 FOR " + prefix + ")"
                : "left(" + name + ", " + prefix + ")";
    }

    /** The declared prefix, or what fits into an entry of PostgreSQL's B-tree; a unique key is never cut. */
    private int prefix(ColumnMapping column) {
        int declared = part.prefixLength();
        int limit = IndexSize.limit(column, index);
        long length = declared > 0 ? declared : IndexSize.length(column);
        if (index.unique() || IndexSize.fits(mapping, index) || length <= limit) {
            return declared;
        }
        departures.wider(
                subject,
                "holds the first " + limit + " of " + column.source().name() + ", as PostgreSQL limits an entry");
        return limit;
    }
}
