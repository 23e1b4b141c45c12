package io.replicator.typemapping;

import io.replicator.schema.Column;
import io.replicator.schema.DefaultValue;
import org.jspecify.annotations.Nullable;

/**
 * How one source column is written.
 *
 * @param ordinal position of the source column in a {@link io.replicator.change.Row}
 * @param targetName name on the target, unquoted
 * @param computed the target computes the value itself; a generated column whose expression the target does not have is
 *     not computed but written like any other
 */
public record ColumnMapping(
        Column source, int ordinal, String targetName, TypeMapping type, ValueRule rule, boolean computed) {

    /** A column that the target computes exactly if the source does. */
    public ColumnMapping(Column source, int ordinal, String targetName, TypeMapping type, ValueRule rule) {
        this(source, ordinal, targetName, type, rule, source.isGenerated());
    }

    /** The same with another default. */
    public ColumnMapping withDefault(@Nullable DefaultValue value) {
        return new ColumnMapping(source.withDefault(value), ordinal, targetName, type, rule, computed);
    }

    /** Whether rows carry a value for the target's column. */
    public boolean isWritten() {
        return !computed;
    }

    /** Whether the target's column must accept NULL. */
    public boolean isNullable() {
        return source.nullable() || rule.yieldsNull();
    }
}
