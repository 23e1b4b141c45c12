package io.replicator.dialect.postgresql;

import static java.util.stream.Collectors.joining;

import io.replicator.change.Row;
import io.replicator.dialect.SnapshotReading;
import io.replicator.dialect.TableReader;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one table as the texts of its values, bytea as bytes. */
final class PostgresTableReader implements TableReader {
    private static final int FETCH_ROWS = 1_000;

    private final Connection connection;
    private final TableMapping mapping;

    PostgresTableReader(Connection connection, TableMapping mapping) {
        this.connection = connection;
        this.mapping = mapping;
    }

    @Override
    public long count() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT count(*) FROM " + table());
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public List<Row> readByKey(List<Row> keys) throws SQLException {
        List<ColumnMapping> key = mapping.key();
        String arrays =
                key.stream().map(c -> "?::" + WriterSql.elementType(c) + "[]").collect(joining(", "));
        String match = key.stream()
                .map(c -> "t." + name(c) + " = " + WriterSql.typed(c, "k." + name(c)))
                .collect(joining(" AND "));
        String sql = "SELECT " + columns() + " FROM " + table() + " t JOIN unnest(" + arrays + ") AS k("
                + key.stream().map(PostgresTableReader::name).collect(joining(", ")) + ") ON " + match;
        List<Row> rows = new ArrayList<>(keys.size());
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int parameter = 1;
            for (ColumnMapping column : key) {
                ArrayLiteral array = new ArrayLiteral();
                keys.forEach(row -> array.add(row.get(column.ordinal()), WriterSql.bytePrefix(column)));
                select.setString(parameter++, array.finish());
            }
            read(select, rows::add);
        }
        return rows;
    }

    @Override
    public void readAll(RowConsumer consumer) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT " + columns() + " FROM " + table() + " t")) {
            select.setFetchSize(FETCH_ROWS);
            read(select, consumer);
        }
    }

    private void read(PreparedStatement select, RowConsumer consumer) throws SQLException {
        List<ColumnMapping> columns = mapping.written();
        try (ResultSet result = select.executeQuery()) {
            while (result.next()) {
                @Nullable
                Object[] values = new Object[mapping.source().columns().size()];
                for (int i = 0; i < columns.size(); i++) {
                    ColumnMapping column = columns.get(i);
                    values[column.ordinal()] = SnapshotReading.isBinary(column.source())
                            ? result.getBytes(i + 1)
                            : result.getString(i + 1);
                }
                consumer.accept(new Row(values));
            }
        }
    }

    private String columns() {
        return mapping.written().stream()
                .map(c -> SnapshotReading.isBinary(c.source()) ? "t." + name(c) : WriterSql.text(c, "t." + name(c)))
                .collect(joining(", "));
    }

    private String table() {
        return PostgresNames.qualified(mapping.target());
    }

    private static String name(ColumnMapping column) {
        return PostgresNames.quote(column.targetName());
    }
}
