package io.replicator.dialect.postgresql;

import java.util.List;
import java.util.Optional;

/**
 * A relation of the target as its catalog describes it.
 *
 * @param kind {@code r} for a table, {@code p} for a partitioned one, others are no tables
 * @param triggers those that fire for the applier, replicator's own included
 * @param missingPrivileges those that writing needs and the user does not have, empty if none
 */
record ExistingTable(
        char kind,
        boolean unlogged,
        boolean rowSecurity,
        List<Column> columns,
        List<String> primaryKey,
        boolean keyDeferrable,
        List<String> triggers,
        String missingPrivileges) {

    /** @param identity {@code a} for always, {@code d} for by default, else empty */
    record Column(String name, String type, boolean notNull, boolean hasDefault, String identity, boolean generated) {

        boolean mustBeGiven() {
            return notNull && !hasDefault && identity.isEmpty() && !generated;
        }
    }

    boolean isTable() {
        return kind == 'r' || kind == 'p';
    }

    Optional<Column> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }
}
