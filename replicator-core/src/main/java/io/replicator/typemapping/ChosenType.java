package io.replicator.typemapping;

import io.replicator.schema.LogicalType;

/**
 * A type of the target that the user names for a column.
 *
 * @param ddl as it stands in CREATE TABLE
 * @param type what it holds; {@link LogicalType.Native} for a UUID
 */
public record ChosenType(String ddl, LogicalType type) {}
