package io.replicator.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import io.replicator.dialect.Endpoint;
import io.replicator.dialect.SnapshotReading;
import io.replicator.dialect.SnapshotView;
import io.replicator.schema.Column;
import io.replicator.schema.Index;
import io.replicator.schema.LogicalType;
import io.replicator.schema.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** Reads MySQL tables in ranges of the clustered primary key. */
final class MySqlSnapshotReading implements SnapshotReading {

    private final Product product;

    MySqlSnapshotReading(Product product) {
        this.product = product;
    }

    @Override
    public SnapshotView open(Endpoint endpoint, int readers, List<Table> exactFor) {
        return new SnapshotOpening(product, endpoint, readers, exactFor).open();
    }

    @Override
    public boolean canChunk(Table table) {
        return table.hasRowKey() && key(table).stream().allMatch(column -> KeyRange.isComparable(column.type()));
    }

    @Override
    public List<String> boundary(Connection reader, Table table, List<String> after, int rows) throws SQLException {
        KeyRange key = new KeyRange(key(table));
        String sql = """
                SELECT %s FROM %s %s WHERE %s ORDER BY %s LIMIT 1 OFFSET %d""".formatted(
                        key.columns(),
                        MySqlLiterals.name(table.id()),
                        alongKey(table),
                        key.condition(after, List.of()),
                        key.columns(),
                        rows - 1);
        MySqlSnapshotView.releaseTables(reader);
        try (Statement statement = reader.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(sql)) {
                return row.next() ? bound(row, key(table)) : List.of();
            }
        }
    }

    @Override
    public PreparedStatement select(
            Connection reader, Table table, List<Column> columns, List<String> after, List<String> upTo)
            throws SQLException {
        MySqlSnapshotView.releaseTables(reader);
        // Not prepareStatement: a prepared statement of the server's would answer in its binary protocol.
        PreparedStatement statement = reader.unwrap(JdbcConnection.class)
                .clientPrepareStatement(
                        sql(table, columns, after, upTo), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        // The driver's sign for handing out rows as they arrive.
        statement.setFetchSize(Integer.MIN_VALUE);
        return statement;
    }

    private String sql(Table table, List<Column> columns, List<String> after, List<String> upTo) {
        String values = columns.stream().map(MySqlSnapshotReading::expression).collect(Collectors.joining(", "));
        String select = "SELECT " + values + " FROM " + MySqlLiterals.name(table.id());
        if (!canChunk(table)) {
            return select;
        }
        KeyRange key = new KeyRange(key(table));
        return select + " " + alongKey(table) + " WHERE " + key.condition(after, upTo) + " ORDER BY " + key.columns();
    }

    /** A FLOAT is printed with six digits, and FLOAT(7,3) or DOUBLE(7,3) with three behind the point, unless cast. */
    private static String expression(Column column) {
        String name = MySqlLiterals.name(column.name());
        return column.type() instanceof LogicalType.Floating ? "CAST(" + name + " AS DOUBLE)" : name;
    }

    private static String alongKey(Table table) {
        String index = table.keyIndex().map(Index::name).orElse("PRIMARY");
        return "FORCE INDEX (" + MySqlLiterals.name(index) + ")";
    }

    private static List<Column> key(Table table) {
        return table.rowKey().stream().map(table::column).toList();
    }

    @Override
    public Decoder decoder(Column column) {
        return MySqlDecoders.forColumn(column);
    }
}
