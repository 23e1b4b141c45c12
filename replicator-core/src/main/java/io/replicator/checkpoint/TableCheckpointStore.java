package io.replicator.checkpoint;

import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import io.replicator.dialect.TargetEngine;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.schema.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the checkpoint in tables of the target, in the transactions of the rows. The session connection holds the
 * pipeline's lock and does what stands outside those transactions; an epoch, raised by each new writer and checked in
 * every transaction, keeps out a writer that lost the lock without noticing.
 */
public final class TableCheckpointStore implements CheckpointStore {
    private final String pipeline;
    private final TargetEngine engine;
    private final Connection session;
    private final CheckpointTables tables;
    private long epoch = -1;

    /** @param session a connection of its own, closed with this store */
    public TableCheckpointStore(String pipeline, TargetEngine engine, Connection session, String schema) {
        this.pipeline = pipeline;
        this.engine = engine;
        this.session = session;
        this.tables = new CheckpointTables(engine.checkpointSql(schema));
    }

    @Override
    public boolean tryAcquire() {
        return run("taking the pipeline's lock", () -> {
            session.setAutoCommit(true);
            if (!tables.sql().tryLock(session, pipeline)) {
                return false;
            }
            tables.sql().evictWriters(session, pipeline);
            createTables();
            raiseEpoch();
            return true;
        });
    }

    private void createTables() throws SQLException {
        try (Statement statement = session.createStatement()) {
            for (String ddl : tables.sql().createTables()) {
                statement.execute(ddl);
            }
        }
    }

    private void raiseEpoch() throws SQLException {
        try (PreparedStatement update = session.prepareStatement(
                "UPDATE " + tables.checkpoint() + " SET epoch = epoch + 1, holder = ? WHERE pipeline = ?")) {
            update.setString(1, ProcessHandle.current().pid() + "");
            update.setString(2, pipeline);
            update.executeUpdate();
        }
        epoch = load().isPresent() ? storedEpoch() : 0;
    }

    private long storedEpoch() throws SQLException {
        try (PreparedStatement select =
                session.prepareStatement("SELECT epoch FROM " + tables.checkpoint() + " WHERE pipeline = ?")) {
            select.setString(1, pipeline);
            try (ResultSet result = select.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    @Override
    public Optional<Checkpoint> load() {
        return run("reading the checkpoint", () -> tables.load(session, pipeline));
    }

    @Override
    public void create(Checkpoint initial, List<Table> captured) {
        runInTransaction("creating the checkpoint", () -> {
            tables.deleteLeftovers(session, pipeline);
            tables.insert(session, pipeline, epoch, initial);
            for (Table table : captured) {
                tables.insertTable(session, pipeline, table);
            }
            return null;
        });
    }

    @Override
    public void save(Connection transaction, SourcePosition position, long rows) throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement("UPDATE " + tables.checkpoint()
                + " SET source_position = ?, rows_applied = rows_applied + ?, updated_at = CURRENT_TIMESTAMP"
                + " WHERE pipeline = ? AND epoch = ?")) {
            update.setString(1, CheckpointJson.position(position));
            update.setLong(2, rows);
            update.setString(3, pipeline);
            update.setLong(4, epoch);
            if (update.executeUpdate() != 1) {
                throw fenced();
            }
        }
    }

    @Override
    public void saved(SourcePosition position) {
        // The transaction's commit made it durable.
    }

    @Override
    public void snapshotComplete() {
        run("marking the snapshot complete", () -> setSnapshotComplete(true));
    }

    @Override
    public void copyAgain(TableId table) {
        runInTransaction("forgetting the copy of " + table, () -> {
            tables.deleteMarks(session, pipeline, table);
            return setSnapshotComplete(false);
        });
    }

    private boolean setSnapshotComplete(boolean complete) throws SQLException {
        try (PreparedStatement update = session.prepareStatement(
                "UPDATE " + tables.checkpoint() + " SET snapshot_complete = ? WHERE pipeline = ? AND epoch = ?")) {
            update.setBoolean(1, complete);
            update.setString(2, pipeline);
            update.setLong(3, epoch);
            if (update.executeUpdate() != 1) {
                throw fenced();
            }
            return complete;
        }
    }

    @Override
    public ChunkMarks chunkMarks() {
        return new ChunkMarks() {
            @Override
            public List<ChunkMark> load() {
                return run("reading the chunk marks", () -> tables.loadMarks(session, pipeline));
            }

            @Override
            public boolean commitWithRows() {
                return true;
            }

            @Override
            public void record(Connection transaction, ChunkMark mark) throws SQLException {
                if (!tables.lockEpoch(transaction, pipeline, epoch)) {
                    throw fenced();
                }
                tables.insertMark(transaction, pipeline, mark);
            }

            @Override
            public void forget(Connection transaction, TableId table) throws SQLException {
                if (!tables.lockEpoch(transaction, pipeline, epoch)) {
                    throw fenced();
                }
                tables.deleteMarks(transaction, pipeline, table);
            }

            @Override
            public void committed(ChunkMark mark) {
                // The transaction's commit made it durable.
            }
        };
    }

    @Override
    public List<CapturedTable> tables() {
        return run("reading the tables", () -> tables.loadTables(session, pipeline));
    }

    @Override
    public void stoppedAtChange(TableId table) {
        run("noting a change of " + table, () -> {
            tables.updateTable(session, pipeline, table, "stopped_at_change = TRUE");
            return null;
        });
    }

    @Override
    public void redefine(Connection transaction, Redefined change) throws SQLException {
        save(transaction, change.position(), 0);
        for (Table table : change.tables()) {
            boolean known = tables.updateTable(
                    transaction,
                    pipeline,
                    table.id(),
                    "stopped_at_change = FALSE, definition = ?",
                    TableJson.write(table));
            if (!known) {
                tables.insertTable(transaction, pipeline, table);
            }
        }
        for (TableId table : change.gone()) {
            tables.deleteTable(transaction, pipeline, table);
        }
    }

    @Override
    public void redefined(Redefined change) {
        // The transaction's commit made it durable.
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (SQLException e) {
            // The server drops the lock with the connection, whichever way that ends.
        }
    }

    private ReplicationException fenced() {
        return new ReplicationException(
                ErrorKind.FENCED,
                "Another process has taken over pipeline " + pipeline + "; nothing was committed here");
    }

    private interface SqlCall<T> {
        T run() throws SQLException;
    }

    private void runInTransaction(String doing, SqlCall<?> call) {
        run(doing, () -> {
            session.setAutoCommit(false);
            try {
                Object result = call.run();
                session.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                session.rollback();
                throw e;
            } finally {
                session.setAutoCommit(true);
            }
        });
    }

    private synchronized <T> T run(String doing, SqlCall<T> call) {
        try {
            return call.run();
        } catch (SQLException e) {
            throw new ReplicationException(
                    engine.classify(e), "Failed " + doing + " of pipeline " + pipeline + ": " + e.getMessage(), e);
        }
    }
}
