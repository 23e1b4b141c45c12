package io.replicator.dialect.mysql;

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
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes one table. Foreign keys are not checked while it writes, as the source has checked them, with one exception:
 * where the target's own cascade has to do what the source's log does not tell. Owned by the applying thread.
 */
final class MySqlTableWriter implements TableWriter {
    private final Connection connection;
    private final TableMapping mapping;
    private final MySqlWriterSql sql;
    private final List<WrittenColumn> written;
    private final List<WrittenColumn> key;
    private final List<CascadeStandIn> standIns;
    private final Cascades cascades;
    private final boolean upserts;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    /** @param upserts whether the table allows one statement for rows that may be there already */
    MySqlTableWriter(
            Connection connection,
            MySqlWriterSql sql,
            List<CascadeStandIn> standIns,
            Cascades cascades,
            boolean upserts) {
        this.connection = connection;
        this.sql = sql;
        this.mapping = sql.mapping();
        this.written = mapping.written().stream().map(WrittenColumn::new).toList();
        this.key = mapping.key().stream().map(WrittenColumn::new).toList();
        this.standIns = List.copyOf(standIns);
        this.cascades = cascades;
        this.upserts = upserts;
    }

    @Override
    public void upsert(List<Row> rows) throws SQLException {
        cascading(cascades.onUpdate(), () -> insertOrUpdate(rows));
    }

    private void insertOrUpdate(List<Row> rows) throws SQLException {
        if (upserts) {
            insert(sql.upsert(), rows);
            return;
        }
        for (Row row : rows) {
            if (updateByKey(row) == 0) {
                insert(sql.insert(), List.of(row));
            }
        }
    }

    @Override
    public void insertWhole(List<Row> rows) throws SQLException {
        hidingValues(() -> insert(sql.insert(), rows));
    }

    private void insert(String text, List<Row> rows) throws SQLException {
        PreparedStatement statement = prepared(text);
        for (Row row : rows) {
            bind(statement, 1, written, row);
            statement.addBatch();
        }
        statement.executeBatch();
    }

    @Override
    public int update(List<Row> rows) throws SQLException {
        int[] found = {0};
        cascading(cascades.onUpdate(), () -> {
            for (Row row : rows) {
                found[0] += updateByKey(row);
            }
        });
        return found[0];
    }

    private int updateByKey(Row row) throws SQLException {
        List<WrittenColumn> known = known(row);
        PreparedStatement statement = prepared(sql.update(mappings(known)));
        bind(statement, bind(statement, 1, known, row), key, row);
        return statement.executeUpdate();
    }

    private List<WrittenColumn> known(Row row) {
        return written.stream()
                .filter(column -> row.get(column.mapping().ordinal()) != Row.UNKNOWN)
                .toList();
    }

    private static List<ColumnMapping> mappings(List<WrittenColumn> columns) {
        return columns.stream().map(WrittenColumn::mapping).toList();
    }

    @Override
    public void delete(List<Row> rows) throws SQLException {
        for (CascadeStandIn standIn : standIns) {
            cascade(standIn, rows);
        }
        cascading(cascades.onDelete(), () -> deleteByKey(rows));
    }

    private void deleteByKey(List<Row> rows) throws SQLException {
        PreparedStatement statement = prepared(sql.delete());
        for (Row row : rows) {
            bind(statement, 1, key, row);
            statement.addBatch();
        }
        statement.executeBatch();
    }

    /** By the values of the deleted rows, which need not be on the target. */
    private void cascade(CascadeStandIn standIn, List<Row> parents) throws SQLException {
        List<WrittenColumn> referenced = standIn.key().referencedColumns().stream()
                .map(name -> new WrittenColumn(standIn.parent().column(name)))
                .toList();
        PreparedStatement statement = prepared(MySqlWriterSql.cascade(standIn));
        for (Row parent : parents) {
            bind(statement, 1, referenced, parent);
            statement.addBatch();
        }
        statement.executeBatch();
    }

    @Override
    public void moveKey(List<RowUpdated> updates) throws SQLException {
        cascading(cascades.onMove(), () -> {
            Map<List<WrittenColumn>, List<RowUpdated>> groups =
                    updates.stream().collect(groupingBy(update -> known(update.after())));
            for (Map.Entry<List<WrittenColumn>, List<RowUpdated>> group : groups.entrySet()) {
                for (RowUpdated update : group.getValue()) {
                    moveKey(group.getKey(), update);
                }
            }
        });
    }

    private void moveKey(List<WrittenColumn> known, RowUpdated update) throws SQLException {
        PreparedStatement statement = prepared(sql.moveKey(mappings(known)));
        int parameter = bind(statement, 1, key, update.after());
        parameter = bind(statement, parameter, key, update.before());
        parameter = bind(statement, parameter, known, update.after());
        bind(statement, parameter, key, update.before());
        if (statement.executeUpdate() > 0) {
            return;
        }
        deleteByKey(List.of(update.before()));
        if (known.size() == written.size()) {
            insertOrUpdate(List.of(update.after()));
        } else if (updateByKey(update.after()) == 0) {
            throw missing();
        }
    }

    private ReplicationException missing() {
        return new ReplicationException(
                ErrorKind.DIVERGED,
                "A row of " + mapping.target() + " whose key changed is not on the target, and the source's log leaves"
                        + " out its unchanged large values");
    }

    @Override
    public int deleteWhole(List<Row> rows) throws SQLException {
        int found = 0;
        PreparedStatement statement = prepared(sql.deleteWhole());
        for (Row row : rows) {
            bind(statement, 1, written, row);
            found += statement.executeUpdate();
        }
        return found;
    }

    @Override
    public void truncate() throws SQLException {
        prepared(sql.deleteAll()).executeUpdate();
    }

    /** @return the parameter behind the last one bound */
    private static int bind(PreparedStatement statement, int first, List<WrittenColumn> columns, Row row)
            throws SQLException {
        int parameter = first;
        for (WrittenColumn column : columns) {
            column.bind(statement, parameter++, row.get(column.mapping().ordinal()));
        }
        return parameter;
    }

    private interface Work {
        void run() throws SQLException;
    }

    /** Lets the target's foreign keys act. Where that fails, the transaction and its session are given up. */
    private void cascading(boolean needed, Work work) throws SQLException {
        if (needed) {
            prepared("SET foreign_key_checks = ON").execute();
        }
        hidingValues(work);
        if (needed) {
            prepared("SET foreign_key_checks = OFF").execute();
        }
    }

    private static void hidingValues(Work work) throws SQLException {
        try {
            work.run();
        } catch (SQLException e) {
            throw RefusedValues.hidden(e);
        }
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
