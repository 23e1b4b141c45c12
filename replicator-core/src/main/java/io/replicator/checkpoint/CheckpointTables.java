package io.replicator.checkpoint;

import io.replicator.change.TableId;
import io.replicator.dialect.CheckpointSql;
import io.replicator.schema.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements on the pipeline's own tables, in SQL that every target understands. Stateless. */
record CheckpointTables(CheckpointSql sql) {

    String checkpoint() {
        return sql.table("replicator_checkpoint");
    }

    private String chunk() {
        return sql.table("replicator_chunk");
    }

    private String table() {
        return sql.table("replicator_table");
    }

    Optional<Checkpoint> load(Connection connection, String pipeline) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT source_identity, source_position, snapshot_complete, rows_applied FROM " + checkpoint()
                        + " WHERE pipeline = ?")) {
            select.setString(1, pipeline);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Checkpoint(
                                row.getString(1),
                                CheckpointJson.position(row.getString(2)),
                                row.getBoolean(3),
                                row.getLong(4)))
                        : Optional.empty();
            }
        }
    }

    void insert(Connection connection, String pipeline, long epoch, Checkpoint initial) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + checkpoint()
                + " (pipeline, epoch, holder, source_identity, source_position, snapshot_complete, rows_applied,"
                + " updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, CURRENT_TIMESTAMP)")) {
            insert.setString(1, pipeline);
            insert.setLong(2, epoch);
            insert.setString(3, Long.toString(ProcessHandle.current().pid()));
            insert.setString(4, initial.sourceIdentity());
            insert.setString(5, CheckpointJson.position(initial.position()));
            insert.setBoolean(6, initial.snapshotComplete());
            insert.setLong(7, initial.rowsApplied());
            insert.executeUpdate();
        }
    }

    /** Whether the epoch is still the given one; it stays so until the transaction ends. */
    boolean lockEpoch(Connection transaction, String pipeline, long epoch) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement(
                "SELECT epoch FROM " + checkpoint() + " WHERE pipeline = ? AND epoch = ? " + sql.shareLock())) {
            select.setString(1, pipeline);
            select.setLong(2, epoch);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    void insertMark(Connection transaction, String pipeline, ChunkMark mark) throws SQLException {
        try (PreparedStatement insert = transaction.prepareStatement("INSERT INTO " + chunk()
                + " (pipeline, table_schema, table_name, ordinal, key_after, key_up_to, source_position, copied_rows)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, pipeline);
            insert.setString(2, mark.table().schema());
            insert.setString(3, mark.table().name());
            insert.setInt(4, mark.ordinal());
            insert.setString(5, CheckpointJson.write(mark.after()));
            insert.setString(6, CheckpointJson.write(mark.upTo()));
            insert.setString(7, CheckpointJson.position(mark.position()));
            insert.setLong(8, mark.rows());
            insert.executeUpdate();
        }
    }

    void deleteMarks(Connection transaction, String pipeline, TableId table) throws SQLException {
        delete(transaction, chunk(), pipeline, table);
    }

    void deleteTable(Connection transaction, String pipeline, TableId table) throws SQLException {
        delete(transaction, chunk(), pipeline, table);
        delete(transaction, table(), pipeline, table);
    }

    private static void delete(Connection transaction, String from, String pipeline, TableId table)
            throws SQLException {
        try (PreparedStatement delete = transaction.prepareStatement(
                "DELETE FROM " + from + " WHERE pipeline = ? AND table_schema = ? AND table_name = ?")) {
            delete.setString(1, pipeline);
            delete.setString(2, table.schema());
            delete.setString(3, table.name());
            delete.executeUpdate();
        }
    }

    /** What a pipeline of this name left behind whose checkpoint was deleted by hand. */
    void deleteLeftovers(Connection connection, String pipeline) throws SQLException {
        for (String table : List.of(chunk(), table())) {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM " + table + " WHERE pipeline = ?")) {
                delete.setString(1, pipeline);
                delete.executeUpdate();
            }
        }
    }

    List<ChunkMark> loadMarks(Connection connection, String pipeline) throws SQLException {
        List<ChunkMark> marks = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT table_schema, table_name, ordinal, key_after, key_up_to, source_position, copied_rows FROM "
                        + chunk() + " WHERE pipeline = ? ORDER BY table_schema, table_name, ordinal")) {
            select.setString(1, pipeline);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    marks.add(mark(row));
                }
            }
        }
        return marks;
    }

    private static ChunkMark mark(ResultSet row) throws SQLException {
        return new ChunkMark(
                new TableId(row.getString(1), row.getString(2)),
                row.getInt(3),
                CheckpointJson.key(row.getString(4)),
                CheckpointJson.key(row.getString(5)),
                CheckpointJson.position(row.getString(6)),
                row.getLong(7));
    }

    List<CapturedTable> loadTables(Connection connection, String pipeline) throws SQLException {
        List<CapturedTable> tables = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT definition, stopped_at_change FROM "
                + table() + " WHERE pipeline = ? ORDER BY table_schema, table_name")) {
            select.setString(1, pipeline);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    tables.add(new CapturedTable(TableJson.read(row.getString(1)), row.getBoolean(2)));
                }
            }
        }
        return tables;
    }

    void insertTable(Connection connection, String pipeline, Table table) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table()
                + " (pipeline, table_schema, table_name, definition, stopped_at_change) VALUES (?, ?, ?, ?, FALSE)")) {
            insert.setString(1, pipeline);
            insert.setString(2, table.id().schema());
            insert.setString(3, table.id().name());
            insert.setString(4, TableJson.write(table));
            insert.executeUpdate();
        }
    }

    /** @param assignments with a parameter for each value @return whether there is such a table */
    boolean updateTable(Connection connection, String pipeline, TableId table, String assignments, String... values)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE " + table() + " SET " + assignments
                + " WHERE pipeline = ? AND table_schema = ? AND table_name = ?")) {
            int parameter = 1;
            for (String value : values) {
                update.setString(parameter++, value);
            }
            update.setString(parameter++, pipeline);
            update.setString(parameter++, table.schema());
            update.setString(parameter, table.name());
            return update.executeUpdate() > 0;
        }
    }
}
