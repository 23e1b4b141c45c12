package io.replicator.dialect.postgresql;

import io.replicator.dialect.postgresql.expression.ColumnReference;
import io.replicator.dialect.postgresql.expression.PostgresExpressions;
import io.replicator.schema.Column;
import io.replicator.schema.LogicalType;
import io.replicator.schema.Table;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.util.Optional;

/** Which columns the expressions of a table may name. */
final class ColumnScope {
    private ColumnScope() {}

    /** For constraints and indexes: every column. */
    static PostgresExpressions everyColumn(TableMapping mapping) {
        return new PostgresExpressions(
                name -> find(mapping, name).map(column -> reference(column.targetName(), column.source())));
    }

    /** For generated columns: PostgreSQL does not let one generated column depend on another. */
    static PostgresExpressions storedColumns(TableMapping mapping) {
        return new PostgresExpressions(name -> find(mapping, name)
                .filter(ColumnMapping::isWritten)
                .map(column -> reference(column.targetName(), column.source())));
    }

    private static Optional<ColumnMapping> find(TableMapping mapping, String name) {
        return mapping.columns().stream()
                .filter(column -> column.source().name().equalsIgnoreCase(name))
                .findFirst();
    }

    private static ColumnReference reference(String targetName, Column column) {
        return new ColumnReference(PostgresNames.quote(targetName), column);
    }

    /**
     * Whether PostgreSQL can compute a generated column with the same result. A column of the primary key is written,
     * because rows are found by it.
     */
    static boolean computes(Table table, Column column) {
        Column.Generated generated = column.generated();
        if (generated != null && SameEngine.is(table)) {
            return true;
        }
        if (generated == null || table.primaryKey().contains(column.name()) || dependsOnPolicy(column)) {
            return false;
        }
        PostgresExpressions expressions = new PostgresExpressions(name -> table.columns().stream()
                .filter(other -> other.name().equalsIgnoreCase(name))
                .findFirst()
                .filter(other -> !computes(table, other))
                .map(other -> reference(other.name(), other)));
        return expressions.generated(generated.expression(), column.type()).isPresent();
    }

    /** A date that a value rule may have to replace is not left to an expression. */
    private static boolean dependsOnPolicy(Column column) {
        return column.type() instanceof LogicalType.Date;
    }
}
