package io.replicator.dialect.postgresql;

import static java.util.stream.Collectors.groupingBy;

import io.replicator.change.ChangeEvent.RowUpdated;
import io.replicator.change.Row;
import io.replicator.dialect.CascadeStandIn;
import io.replicator.dialect.TableWriter;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one table with one statement per operation, the rows as one array per column. Owned by the applying thread. */
final class PostgresTableWriter implements TableWriter {
    /** A wider row gets a statement of its own, so that its values go as they are instead of inside an array's text. */
    private static final long WIDE_ROW_BYTES = 256 * 1024;

    private final Connection connection;
    private final TableMapping mapping;
    private final String upsert;
    private final String upsertOne;
    private final String insert;
    private final String insertOne;
    private final String delete;
    private final String deleteWhole;
    private final List<ColumnMapping> written;
    private final List<ColumnMapping> key;
    private final List<CascadeStandIn> standIns;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final ArrayLiteral array = new ArrayLiteral();

    PostgresTableWriter(Connection connection, TableMapping mapping, List<CascadeStandIn> standIns) {
        this.connection = connection;
        this.mapping = mapping;
        this.written = mapping.written();
        this.key = mapping.key();
        this.standIns = List.copyOf(standIns);
        WriterSql sql = new WriterSql(mapping);
        this.upsert = sql.upsert();
        this.upsertOne = sql.upsertOne();
        this.insert = sql.insert();
        this.insertOne = sql.insertOne();
        this.delete = sql.delete();
        this.deleteWhole = sql.deleteWhole();
    }

    @Override
    public void upsert(List<Row> rows) throws SQLException {
        write(rows, upsert, upsertOne);
    }

    @Override
    public int update(List<Row> rows) throws SQLException {
        int found = 0;
        for (Map.Entry<List<ColumnMapping>, List<Row>> group :
                rows.stream().collect(groupingBy(this::known)).entrySet()) {
            List<ColumnMapping> known = group.getKey();
            PreparedStatement statement = prepared(new WriterSql(mapping).update(known));
            bindArrays(statement, 1, known, group.getValue());
            found += statement.executeUpdate();
        }
        return found;
    }

    /** The written columns that the row has values of. */
    private List<ColumnMapping> known(Row row) {
        return written.stream()
                .filter(column -> row.get(column.ordinal()) != Row.UNKNOWN)
                .toList();
    }

    @Override
    public void insertWhole(List<Row> rows) throws SQLException {
        write(rows, insert, insertOne);
    }

    private void write(List<Row> rows, String setStatement, String rowStatement) throws SQLException {
        List<Row> narrow = new ArrayList<>(rows.size());
        for (Row row : rows) {
            if (row.approximateBytes() > WIDE_ROW_BYTES) {
                PreparedStatement statement = prepared(rowStatement);
                bindRow(statement, row);
                statement.executeUpdate();
            } else {
                narrow.add(row);
            }
        }
        if (!narrow.isEmpty()) {
            PreparedStatement statement = prepared(setStatement);
            bindArrays(statement, 1, written, narrow);
            statement.executeUpdate();
        }
    }

    @Override
    public void delete(List<Row> rows) throws SQLException {
        for (CascadeStandIn standIn : standIns) {
            cascade(standIn, rows);
        }
        PreparedStatement statement = prepared(delete);
        bindArrays(statement, 1, key, rows);
        statement.executeUpdate();
    }

    /** By the values of the deleted rows, which need not be on the target. Nothing indexes the child's columns yet. */
    private void cascade(CascadeStandIn standIn, List<Row> parents) throws SQLException {
        prepared("SET LOCAL enable_hashjoin = on").execute();
        PreparedStatement statement = prepared(WriterSql.cascade(standIn));
        bindArrays(statement, 1, WriterSql.referenced(standIn), parents);
        statement.executeUpdate();
        prepared("SET LOCAL enable_hashjoin = off").execute();
    }

    @Override
    public void moveKey(List<RowUpdated> updates) throws SQLException {
        for (Map.Entry<List<ColumnMapping>, List<RowUpdated>> group : updates.stream()
                .collect(groupingBy(update -> known(update.after())))
                .entrySet()) {
            moveKey(group.getKey(), group.getValue());
        }
    }

    private void moveKey(List<ColumnMapping> known, List<RowUpdated> updates) throws SQLException {
        List<Row> before = updates.stream().map(RowUpdated::before).toList();
        List<Row> after = updates.stream().map(RowUpdated::after).toList();
        PreparedStatement statement = prepared(new WriterSql(mapping).moveKey(known));
        bindArrays(statement, 1, key, before);
        bindArrays(statement, 1 + key.size(), known, after);
        if (statement.executeUpdate() < updates.size()) {
            delete(before);
            if (known.size() == written.size()) {
                upsert(after);
            } else if (update(after) < after.size()) {
                throw missing();
            }
        }
    }

    private ReplicationException missing() {
        return new ReplicationException(
                ErrorKind.DIVERGED,
                "A row of " + mapping.target()
                        + " whose key changed is not on the target, and the source's log leaves out"
                        + " its unchanged large values. With ALTER TABLE ... REPLICA IDENTITY FULL the log has them");
    }

    @Override
    public int deleteWhole(List<Row> rows) throws SQLException {
        PreparedStatement statement = prepared(deleteWhole);
        int found = 0;
        for (Row row : rows) {
            bindRow(statement, row);
            found += statement.executeUpdate();
        }
        return found;
    }

    @Override
    public void truncate() throws SQLException {
        WriterSql sql = new WriterSql(mapping);
        prepared(mustDelete() ? sql.deleteAll() : sql.truncate()).executeUpdate();
    }

    /** TRUNCATE refuses a table that others refer to, and one of which a constraint is still to be checked. */
    private boolean mustDelete() throws SQLException {
        PreparedStatement select = prepared("SELECT EXISTS (SELECT 1 FROM pg_constraint WHERE"
                + " (contype = 'f' AND confrelid = ?::regclass) OR (condeferrable AND conrelid = ?::regclass))");
        select.setString(1, PostgresNames.qualified(mapping.target()));
        select.setString(2, PostgresNames.qualified(mapping.target()));
        try (ResultSet row = select.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    private void bindArrays(PreparedStatement statement, int first, List<ColumnMapping> columns, List<Row> rows)
            throws SQLException {
        int parameter = first;
        for (ColumnMapping column : columns) {
            array.clear();
            String bytePrefix = WriterSql.bytePrefix(column);
            for (Row row : rows) {
                array.add(value(column, row), bytePrefix);
            }
            statement.setString(parameter++, array.finish());
        }
    }

    private void bindRow(PreparedStatement statement, Row row) throws SQLException {
        int parameter = 1;
        for (ColumnMapping column : written) {
            Object value = value(column, row);
            if (value instanceof byte[] binary && !WriterSql.bytePrefix(column).isEmpty()) {
                statement.setBytes(parameter++, binary);
            } else if (value instanceof byte[] binary) {
                statement.setString(parameter++, HexFormat.of().formatHex(binary));
            } else {
                statement.setString(parameter++, (String) value);
            }
        }
    }

    private static @Nullable Object value(ColumnMapping column, Row row) {
        Object value = row.get(column.ordinal());
        return value instanceof String text ? column.rule().apply(text) : value;
    }

    private PreparedStatement prepared(String text) throws SQLException {
        PreparedStatement statement = statements.get(text);
        if (statement == null) {
            statement = connection.prepareStatement(text);
            statements.put(text, statement);
        }
        return statement;
    }

    @Override
    public void close() {
        for (PreparedStatement statement : statements.values()) {
            try {
                statement.close();
            } catch (SQLException e) {
                // The connection is closed next, which frees it all the same.
            }
        }
        statements.clear();
    }
}
