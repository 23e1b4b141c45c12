package io.replicator.typemapping;

import io.replicator.change.TableId;
import io.replicator.schema.Column;
import io.replicator.schema.Table;

/** A target's choice of type and rule for source columns. */
public interface TypeMapper {
    /** A column of the target's own engine keeps its native type. */
    TypeMapping type(Table table, Column column);

    /** What to do with values that the chosen type cannot hold. */
    ValueRule rule(TableId table, Column column, ValuePolicies policies);
}
