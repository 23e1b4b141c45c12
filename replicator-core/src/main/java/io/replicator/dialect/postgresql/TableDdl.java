package io.replicator.dialect.postgresql;

import static java.util.stream.Collectors.joining;

import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Writes CREATE TABLE and what belongs to it from the start. */
record TableDdl(TableMapping mapping, Departures departures) {

    List<String> statements() {
        List<String> statements = new ArrayList<>();
        if (!mapping.target().schema().equals("public")) {
            statements.add(createSchema(mapping.target().schema()));
        }
        if (SameEngine.is(mapping)) {
            statements.addAll(mapping.source().requirements());
        }
        sequenced().forEach(column -> statements.add(createSequence(column)));
        statements.add(createTable());
        TableCompletion completion = new TableCompletion(mapping);
        statements.addAll(completion.partitions());
        statements.addAll(completion.storage());
        sequenced().forEach(column -> statements.add(ownSequence(column)));
        comments(statements);
        statements.addAll(new OnUpdateTrigger(mapping).statements());
        return List.copyOf(statements);
    }

    /** CREATE SCHEMA IF NOT EXISTS asks for a privilege on the database even if the schema exists. */
    static String createSchema(String schema) {
        return """
                DO $$ BEGIN
                  IF to_regnamespace(%s) IS NULL THEN CREATE SCHEMA %s; END IF;
                END $$""".formatted(PostgresNames.literal(PostgresNames.quote(schema)), PostgresNames.quote(schema));
    }

    private List<ColumnMapping> sequenced() {
        return mapping.columns().stream().filter(ColumnDdl::hasSequence).toList();
    }

    private String createSequence(ColumnMapping column) {
        long start = Math.max(1, mapping.source().nextIdentity());
        return "CREATE SEQUENCE IF NOT EXISTS " + ColumnDdl.sequence(mapping, column) + " START WITH " + start;
    }

    private String ownSequence(ColumnMapping column) {
        return "ALTER SEQUENCE " + ColumnDdl.sequence(mapping, column) + " OWNED BY "
                + PostgresNames.qualified(mapping.target()) + "." + PostgresNames.quote(column.targetName());
    }

    private String createTable() {
        Stream<String> columns =
                mapping.columns().stream().map(column -> new ColumnDdl(mapping, column, departures).text());
        return Stream.concat(columns, primaryKey())
                .map(line -> "  " + line)
                .collect(joining(
                        ",\n",
                        "CREATE TABLE " + PostgresNames.qualified(mapping.target()) + " (\n",
                        "\n)" + new TableCompletion(mapping).clause()));
    }

    private Stream<String> primaryKey() {
        List<String> key =
                mapping.primaryKey().stream().map(ColumnMapping::targetName).toList();
        return key.isEmpty() ? Stream.of() : Stream.of("PRIMARY KEY (" + PostgresNames.quoted(key) + ")");
    }

    private void comments(List<String> statements) {
        String table = PostgresNames.qualified(mapping.target());
        if (!mapping.source().comment().isEmpty()) {
            statements.add(comment("TABLE " + table, mapping.source().comment()));
        }
        for (ColumnMapping column : mapping.columns()) {
            if (!column.source().comment().isEmpty()) {
                String name = table + "." + PostgresNames.quote(column.targetName());
                statements.add(comment("COLUMN " + name, column.source().comment()));
            }
        }
    }

    static String comment(String object, String text) {
        return "COMMENT ON " + object + " IS " + PostgresNames.literal(text.replace("\0", ""));
    }
}
