package io.replicator.typemapping;

import io.replicator.change.TableId;
import io.replicator.schema.Column;

/** A target's choice of type and rule for source columns. */
public interface TypeMapper {
    TypeMapping type(Column column);

    /** What to do with values that the chosen type cannot hold. */
    ValueRule rule(TableId table, Column column, ValuePolicies policies);
}
