package io.replicator.dialect.mysql;

import static java.util.stream.Collectors.joining;

import com.mysql.cj.jdbc.JdbcConnection;
import io.replicator.change.Row;
import io.replicator.dialect.SnapshotReading;
import io.replicator.dialect.TableReader;
import io.replicator.schema.LogicalType;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one table in canonical form. */
final class MySqlTableReader implements TableReader {
    private final Connection connection;
    private final TableMapping mapping;

    MySqlTableReader(Connection connection, TableMapping mapping) {
        this.connection = connection;
        this.mapping = mapping;
    }

    @Override
    public long count() throws SQLException {
        try (PreparedStatement select = prepare("SELECT COUNT(*) FROM " + table());
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public List<Row> readByKey(List<Row> keys) throws SQLException {
        List<WrittenColumn> key = mapping.key().stream().map(WrittenColumn::new).toList();
        String one = key.stream().map(column -> name(column.mapping()) + " = ?").collect(joining(" AND ", "(", ")"));
        String any = keys.stream().map(row -> one).collect(joining(" OR "));
        List<Row> rows = new ArrayList<>(keys.size());
        try (PreparedStatement select = prepare(select() + " WHERE " + any)) {
            int parameter = 1;
            for (Row row : keys) {
                for (WrittenColumn column : key) {
                    column.bind(select, parameter++, row.get(column.mapping().ordinal()));
                }
            }
            read(select, rows::add);
        }
        return rows;
    }

    @Override
    public void readAll(RowConsumer consumer) throws SQLException {
        try (PreparedStatement select = prepare(select())) {
            // The driver's sign for handing out rows as they arrive.
            select.setFetchSize(Integer.MIN_VALUE);
            read(select, consumer);
        }
    }

    /** Not prepareStatement: a prepared statement of the server's would answer in its binary protocol. */
    private PreparedStatement prepare(String sql) throws SQLException {
        return connection
                .unwrap(JdbcConnection.class)
                .clientPrepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    }

    private void read(PreparedStatement select, RowConsumer consumer) throws SQLException {
        List<ColumnMapping> columns = mapping.written();
        List<SnapshotReading.Decoder> decoders = columns.stream()
                .map(column -> new WrittenColumn(column).decoder())
                .toList();
        try (ResultSet result = select.executeQuery()) {
            while (result.next()) {
                @Nullable
                Object[] values = new Object[mapping.source().columns().size()];
                for (int i = 0; i < columns.size(); i++) {
                    ColumnMapping column = columns.get(i);
                    values[column.ordinal()] =
                            SnapshotReading.value(column.source(), decoders.get(i), result.getBytes(i + 1));
                }
                consumer.accept(new Row(values));
            }
        }
    }

    private String select() {
        return "SELECT "
                + mapping.written().stream().map(MySqlTableReader::expression).collect(joining(", ")) + " FROM "
                + table();
    }

    private static String expression(ColumnMapping column) {
        return column.source().type() instanceof LogicalType.Floating
                ? "CAST(" + name(column) + " AS DOUBLE)"
                : name(column);
    }

    private String table() {
        return MySqlLiterals.name(mapping.target());
    }

    private static String name(ColumnMapping column) {
        return MySqlLiterals.name(column.targetName());
    }
}
