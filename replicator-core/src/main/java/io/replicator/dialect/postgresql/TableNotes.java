package io.replicator.dialect.postgresql;

import io.replicator.schema.Column;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.Fidelity;
import io.replicator.typemapping.TableMapping;
import java.util.Set;

/** Names what a table's names, collations and refused types mean on PostgreSQL, apart from its DDL. */
record TableNotes(TableMapping mapping, Departures departures) {
    private static final Set<String> SYSTEM_COLUMNS = Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

    void collect() {
        checkLength("table " + mapping.source().id().name(), mapping.target().name());
        mapping.columns().forEach(this::column);
        if (SameEngine.is(mapping)) {
            partitions();
            return;
        }
        Collations.note(mapping, departures);
        if (mapping.columns().stream().anyMatch(column -> column.source().onUpdateNow())) {
            departures.wider(
                    "ON UPDATE CURRENT_TIMESTAMP",
                    "a trigger, which is silent while replicator writes; an UPDATE that assigns the old time gets a new"
                            + " one");
        }
        IndexSize.noteIfTooLong(mapping.primaryKey(), "primary key", departures);
    }

    private void partitions() {
        if (PostgresSource.isPartitioned(mapping.source()) && !new TableCompletion(mapping).keepsPartitions()) {
            departures.wider(
                    "partitions",
                    "one table here; at the source "
                            + mapping.source().options().lines().findFirst().orElseThrow());
        }
    }

    private void column(ColumnMapping column) {
        Column source = column.source();
        String subject = "column " + source.name();
        checkLength(subject, column.targetName());
        if (SYSTEM_COLUMNS.contains(column.targetName())) {
            departures.refused(subject, "PostgreSQL reserves this name for a system column; exclude or rename it");
        }
        if (column.type().fidelity() == Fidelity.REFUSED) {
            departures.refused(subject, column.type().note());
        }
    }

    private void checkLength(String subject, String name) {
        if (!PostgresNames.fits(name)) {
            departures.refused(
                    subject,
                    "its name is longer than the " + PostgresNames.MAXIMUM_BYTES
                            + " bytes that PostgreSQL keeps; rename it at the source or exclude it");
        }
    }
}
