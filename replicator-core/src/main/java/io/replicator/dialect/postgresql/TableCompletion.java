package io.replicator.dialect.postgresql;

import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** Partitions and storage of a table that comes from PostgreSQL, as {@link SourceOptions} has written them down. */
record TableCompletion(TableMapping mapping) {
    private static final String COLUMN = "ALTER TABLE {table} ALTER COLUMN ";
    private static final String PARTITION = "CREATE TABLE IF NOT EXISTS ";
    private static final String OVERLAPS = "42P17";

    /** What follows the list of columns in CREATE TABLE. */
    String clause() {
        return keepsPartitions()
                ? " " + mapping.source().options().lines().findFirst().orElseThrow()
                : "";
    }

    /** Whether the table has the same partitions here. */
    boolean keepsPartitions() {
        return PostgresSource.isPartitioned(mapping.source()) && keepsColumns();
    }

    private boolean keepsColumns() {
        return SameEngine.keepsNames(mapping)
                && mapping.columns().stream()
                        .allMatch(column ->
                                column.type().ddl().equals(column.source().nativeType()));
    }

    /** Each harmless if repeated. */
    List<String> partitions() {
        return keepsPartitions()
                ? lines().filter(line -> line.startsWith(PARTITION))
                        .map(this::named)
                        .toList()
                : List.of();
    }

    /** Of the table once its partitions are there. */
    List<String> storage() {
        return keepsColumns()
                ? lines().filter(line -> !line.startsWith(PARTITION))
                        .filter(this::concernsThisTable)
                        .map(this::named)
                        .toList()
                : List.of();
    }

    /** Those that are missing. Where the target divides the rows in another way, its partitions take them as well. */
    void addPartitions(Connection connection) throws SQLException {
        for (String statement : partitions()) {
            String name = statement.substring(PARTITION.length(), statement.indexOf(" PARTITION OF "));
            if (!PostgresCatalog.exists(connection, name)) {
                Savepoint before = connection.setSavepoint();
                try (Statement create = connection.createStatement()) {
                    create.execute(statement);
                } catch (SQLException e) {
                    if (!OVERLAPS.equals(e.getSQLState())) {
                        throw e;
                    }
                    connection.rollback(before);
                }
            }
        }
    }

    private Stream<String> lines() {
        return SameEngine.is(mapping) ? mapping.source().options().lines().skip(1) : Stream.of();
    }

    /** A column may be excluded. */
    private boolean concernsThisTable(String line) {
        return !line.startsWith(COLUMN)
                || mapping.columns().stream()
                        .anyMatch(column -> line.startsWith(COLUMN + PostgresNames.quote(column.targetName()) + " "));
    }

    private String named(String line) {
        return line.replace("{table}", PostgresNames.qualified(mapping.target()))
                .replace("{key}", PostgresNames.quote(mapping.target().name() + "_pkey"))
                .replace("{schema}", PostgresNames.quote(mapping.target().schema()));
    }
}
