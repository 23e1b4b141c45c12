package io.replicator.dialect.postgresql.expression;

import io.replicator.schema.Column;

/** A column that an expression may name. @param sql its quoted name on the target */
public record ColumnReference(String sql, Column column) {}
