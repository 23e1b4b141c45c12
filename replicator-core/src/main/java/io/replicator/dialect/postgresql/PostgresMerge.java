package io.replicator.dialect.postgresql;

import io.replicator.dialect.BulkLoad;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** A bulk load over rows that may be there: COPY into a temporary table, then insert or overwrite by key. */
final class PostgresMerge implements BulkLoad {
    private static final String TEMPORARY = "pg_temp.replicator_merge";

    private final Connection connection;
    private final TableMapping mapping;
    private final PostgresCopy copy;

    private PostgresMerge(Connection connection, TableMapping mapping, PostgresCopy copy) {
        this.connection = connection;
        this.mapping = mapping;
        this.copy = copy;
    }

    static PostgresMerge open(Connection connection, TableMapping mapping) throws SQLException {
        execute(
                connection,
                "CREATE TEMPORARY TABLE replicator_merge ON COMMIT DROP AS SELECT " + PostgresCopy.columnNames(mapping)
                        + " FROM " + PostgresNames.qualified(mapping.target()) + " WITH NO DATA");
        return new PostgresMerge(connection, mapping, PostgresCopy.into(TEMPORARY, connection, mapping));
    }

    @Override
    public void add(byte[][] values) throws SQLException {
        copy.add(values);
    }

    @Override
    public long finish() throws SQLException {
        long rows = copy.finish();
        try {
            execute(connection, mergeSql());
        } catch (SQLException e) {
            throw RefusedRows.explain(mapping, e);
        }
        execute(connection, "DROP TABLE " + TEMPORARY);
        return rows;
    }

    private String mergeSql() {
        String columns = PostgresCopy.columnNames(mapping);
        List<String> key = mapping.key().stream().map(ColumnMapping::targetName).toList();
        String overwrite = mapping.written().stream()
                .map(ColumnMapping::targetName)
                .filter(name -> !key.contains(name))
                .map(name -> PostgresNames.quote(name) + " = EXCLUDED." + PostgresNames.quote(name))
                .collect(Collectors.joining(", "));
        return "INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM %s ON CONFLICT (%s) DO %s"
                .formatted(
                        PostgresNames.qualified(mapping.target()),
                        columns,
                        columns,
                        TEMPORARY,
                        PostgresNames.quoted(key),
                        overwrite.isEmpty() ? "NOTHING" : "UPDATE SET " + overwrite);
    }

    @Override
    public void close() {
        copy.close();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
