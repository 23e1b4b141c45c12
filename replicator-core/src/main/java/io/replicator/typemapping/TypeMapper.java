package io.replicator.typemapping;

import io.replicator.schema.Column;
import io.replicator.schema.Table;
import java.util.Optional;
import java.util.function.Predicate;

/** A target's choice of type and rule for source columns. */
public interface TypeMapper {
    /** A column of the target's own engine keeps its native type. */
    TypeMapping type(Table table, Column column);

    /** A type of this engine that a user may name for a column; empty if it is none, or none that values are put in. */
    Optional<ChosenType> chosen(String text);

    /** Which values of a column there are on this engine, if not all: not every one has an infinite date. */
    default Optional<Predicate<String>> known(Table table, Column column) {
        return Optional.empty();
    }

    /** Whether texts may be the same here that are not the same at the source. */
    default boolean comparesMoreLoosely(Table table, Column column) {
        return false;
    }

    /** What to do with values that the chosen type cannot hold. */
    ValueRule rule(Table table, Column column, ValuePolicies policies);
}
