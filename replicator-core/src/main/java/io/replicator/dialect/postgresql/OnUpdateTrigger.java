package io.replicator.dialect.postgresql;

import static java.util.stream.Collectors.joining;

import io.replicator.schema.LogicalType;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.util.List;

/**
 * Writes the trigger that stands for ON UPDATE CURRENT_TIMESTAMP. It is silent in sessions with
 * {@code replicator.applying = on}, where the value comes from the source.
 */
record OnUpdateTrigger(TableMapping mapping) {
    /** Run once in every session that writes replicated rows; any role may. */
    static final String SILENCE = "SET replicator.applying = 'on'";

    private static final String SUFFIX = "_on_update";

    List<String> statements() {
        List<ColumnMapping> columns = columns();
        return columns.isEmpty() ? List.of() : List.of(function(columns), trigger());
    }

    private List<ColumnMapping> columns() {
        return mapping.columns().stream()
                .filter(column -> column.source().onUpdateNow())
                .toList();
    }

    /** As in MySQL, only a row that changes gets a new time, and a time that was assigned is kept. */
    private String function(List<ColumnMapping> columns) {
        StringBuilder body = new StringBuilder();
        for (ColumnMapping column : columns) {
            String name = PostgresNames.quote(column.targetName());
            body.append("  IF NEW.")
                    .append(name)
                    .append(" IS NOT DISTINCT FROM OLD.")
                    .append(name);
            body.append(" THEN NEW.")
                    .append(name)
                    .append(" := ")
                    .append(now(column))
                    .append("; END IF;\n");
        }
        return """
                CREATE OR REPLACE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS $body$
                BEGIN
                  IF (%s) IS NOT DISTINCT FROM (%s) THEN RETURN NEW; END IF;
                %s  RETURN NEW;
                END $body$""".formatted(qualifiedName(), row("NEW"), row("OLD"), body);
    }

    /** Generated columns are left out, because they are not computed yet when the trigger fires. */
    private String row(String version) {
        return mapping.written().stream()
                .map(column -> version + "." + PostgresNames.quote(column.targetName()))
                .collect(joining(", ", "ROW(", ")"));
    }

    private static String now(ColumnMapping column) {
        LogicalType type = column.source().type();
        return type instanceof LogicalType.Instant instant
                ? "CURRENT_TIMESTAMP(" + instant.precision() + ")"
                : "LOCALTIMESTAMP(" + (type instanceof LogicalType.DateTime time ? time.precision() : 0) + ")";
    }

    private String trigger() {
        return """
                CREATE TRIGGER %s BEFORE UPDATE ON %s FOR EACH ROW
                  WHEN (current_setting('replicator.applying', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION %s()""".formatted(
                        PostgresNames.quote(name(mapping)), PostgresNames.qualified(mapping.target()), qualifiedName());
    }

    private String qualifiedName() {
        return PostgresNames.qualified(mapping.target().schema(), name(mapping));
    }

    static String name(TableMapping mapping) {
        return PostgresNames.shortened(mapping.target().name() + SUFFIX);
    }
}
