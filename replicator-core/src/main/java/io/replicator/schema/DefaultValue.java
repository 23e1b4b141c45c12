package io.replicator.schema;

/** A column's default. */
public sealed interface DefaultValue {
    /** A constant, in the canonical form of the column's type (binary as lower-case hexadecimal digits). */
    record Literal(String canonical) implements DefaultValue {}

    /** The time of the statement. @param precision digits of the second's fraction */
    record Now(int precision) implements DefaultValue {}

    /** Any other expression, in the dialect of the table's engine. */
    record Expression(String sql) implements DefaultValue {}
}
