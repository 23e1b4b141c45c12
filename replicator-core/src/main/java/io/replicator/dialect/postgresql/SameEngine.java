package io.replicator.dialect.postgresql;

import io.replicator.schema.Table;
import io.replicator.typemapping.TableMapping;

/** A table that comes from PostgreSQL keeps what it has in the words of its catalog. */
final class SameEngine {
    private SameEngine() {}

    static boolean is(Table table) {
        return table.engine().equals(PostgresSource.NAME);
    }

    static boolean is(TableMapping mapping) {
        return is(mapping.source());
    }

    /** Whether expressions, which name columns as at the source, are understood on the target. */
    static boolean keepsNames(TableMapping mapping) {
        return mapping.columns().stream()
                .allMatch(column -> column.source().name().equals(column.targetName()));
    }
}
