package io.replicator.dialect.postgresql;

import io.replicator.change.SourcePosition;
import io.replicator.dialect.Endpoint;
import io.replicator.dialect.SnapshotReading;
import io.replicator.dialect.SnapshotView;
import io.replicator.schema.Column;
import io.replicator.schema.LogicalType;
import io.replicator.schema.Table;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Reads PostgreSQL tables in ranges of the primary key. All readers take over the snapshot that a temporary slot exports,
 * which shows exactly what was committed before the position where that slot begins.
 */
final class PostgresSnapshotReading implements SnapshotReading {
    private static final int FETCH_ROWS = 2_000;
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.UTF_8);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.UTF_8);

    @Override
    public SnapshotView open(Endpoint endpoint, int readerCount, List<Table> exactFor) {
        List<Connection> readers = new ArrayList<>();
        boolean opened = false;
        try (Connection exporter = PostgresConnection.openReplication(endpoint);
                Statement statement = exporter.createStatement();
                ResultSet slot = statement.executeQuery("CREATE_REPLICATION_SLOT \"replicator_view_"
                        + UUID.randomUUID().toString().replace('-', '_')
                        + "\" TEMPORARY LOGICAL pgoutput EXPORT_SNAPSHOT")) {
            slot.next();
            for (int i = 0; i < readerCount; i++) {
                readers.add(reader(endpoint, slot.getString("snapshot_name")));
            }
            SourcePosition position = WalPosition.of(slot.getString("consistent_point"));
            opened = true;
            return new PostgresSnapshotView(position, List.copyOf(readers));
        } catch (SQLException e) {
            throw PostgresErrors.explain("opening a consistent view for the snapshot", e);
        } finally {
            if (!opened) {
                readers.forEach(PostgresSnapshotView::abort);
            }
        }
    }

    private static Connection reader(Endpoint endpoint, String snapshot) throws SQLException {
        Connection reader = PostgresConnection.openSource(endpoint);
        reader.setAutoCommit(false);
        try (Statement statement = reader.createStatement()) {
            // Ranges are read along the key, however large a part of the table one is.
            statement.execute("SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off; COMMIT");
            PostgresSnapshotView.begin(reader, snapshot);
            return reader;
        } catch (SQLException e) {
            PostgresSnapshotView.abort(reader);
            throw e;
        }
    }

    @Override
    public boolean canChunk(Table table) {
        return table.hasRowKey();
    }

    @Override
    public List<String> boundary(Connection reader, Table table, List<String> after, int rows) throws SQLException {
        List<Column> key = key(table);
        String columns = names(key);
        String sql = "SELECT " + columns + " FROM " + SourceCatalog.from(table) + where(key, after, List.of())
                + " ORDER BY " + columns + " LIMIT 1 OFFSET " + (rows - 1);
        try (PreparedStatement select = reader.prepareStatement(sql)) {
            bind(select, after, List.of());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? bound(row, key) : List.of();
            }
        }
    }

    @Override
    public PreparedStatement select(
            Connection reader, Table table, List<Column> columns, List<String> after, List<String> upTo)
            throws SQLException {
        PostgresSnapshotView.hold(reader, table);
        List<Column> key = key(table);
        boolean whole = after.isEmpty() && upTo.isEmpty();
        String sql = "SELECT " + names(columns) + " FROM " + SourceCatalog.from(table)
                + (whole ? "" : where(key, after, upTo) + " ORDER BY " + names(key));
        PreparedStatement statement = reader.prepareStatement(sql);
        statement.setFetchSize(FETCH_ROWS);
        bind(statement, after, upTo);
        return statement;
    }

    /** {@code after < key <= upTo} as comparisons of rows, which an index serves. */
    private static String where(List<Column> key, List<String> after, List<String> upTo) {
        String row = "(" + names(key) + ")";
        String values =
                key.stream().map(PostgresSnapshotReading::parameter).collect(Collectors.joining(", ", "(", ")"));
        List<String> bounds = new ArrayList<>();
        if (!after.isEmpty()) {
            bounds.add(row + " > " + values);
        }
        if (!upTo.isEmpty()) {
            bounds.add(row + " <= " + values);
        }
        return bounds.isEmpty() ? "" : " WHERE " + String.join(" AND ", bounds);
    }

    private static String parameter(Column column) {
        return SnapshotReading.isBinary(column) ? "decode(?, 'hex')" : "?::" + column.nativeType();
    }

    private static void bind(PreparedStatement statement, List<String> after, List<String> upTo) throws SQLException {
        int parameter = 1;
        for (String value : after) {
            statement.setString(parameter++, value);
        }
        for (String value : upTo) {
            statement.setString(parameter++, value);
        }
    }

    private static List<Column> key(Table table) {
        return table.rowKey().stream().map(table::column).toList();
    }

    private static String names(List<Column> columns) {
        return columns.stream()
                .map(column -> PostgresNames.quote(column.name()))
                .collect(Collectors.joining(", "));
    }

    /** The server's own text is the canonical form of all but a few types, and the driver unpacks bytes itself. */
    @Override
    public Decoder decoder(Column column) {
        if (column.type() instanceof LogicalType.Bool) {
            return raw -> raw[0] == 't' ? TRUE : FALSE;
        }
        boolean padded = column.type() instanceof LogicalType.Text text && text.fixed();
        return padded ? PostgresSnapshotReading::withoutPadding : Decoder.SAME;
    }

    private static byte[] withoutPadding(byte[] text) {
        int length = text.length;
        while (length > 0 && text[length - 1] == ' ') {
            length--;
        }
        return length == text.length ? text : Arrays.copyOf(text, length);
    }
}
