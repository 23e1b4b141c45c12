package io.replicator.apply;

import io.replicator.change.ChangeEvent;
import io.replicator.change.ChangeEvent.RowDeleted;
import io.replicator.change.ChangeEvent.RowInserted;
import io.replicator.change.ChangeEvent.RowUpdated;
import io.replicator.change.ChangeEvent.TableChange;
import io.replicator.change.ChangeEvent.TableTruncated;
import io.replicator.change.ChangeEvent.TransactionCommitted;
import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import io.replicator.checkpoint.CheckpointStore;
import io.replicator.dialect.TableWriter;
import io.replicator.dialect.TargetEngine;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.progress.ChangeTally;
import io.replicator.progress.Commit;
import io.replicator.progress.Operation;
import io.replicator.progress.Progress;
import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Applies change events to the target. Owned by one thread, which also owns the connection.
 *
 * <p>What becomes durable in which order, and why replay is harmless:
 *
 * <ol>
 *   <li>Row changes collect in a {@link ChangeBatch}; a full batch is written into the open target transaction and the
 *       next one begins. A source transaction larger than memory is thus many batches inside one target transaction.
 *   <li>{@link #commit} is only called with a source transaction complete. It writes the last batch and then the
 *       checkpoint, the position just after that transaction, into the same target transaction, and commits. So the
 *       target's rows and the checkpoint are always of one source transaction boundary; nobody sees anything between.
 *   <li>Only after the commit is the position handed on, so that the source may forget what lies before it.
 * </ol>
 *
 * A crash before the commit leaves the target at the former boundary; everything since is read and applied again. A
 * crash after it, or a commit whose answer is lost, is settled by the checkpoint row that the next session reads. With
 * the checkpoint in a file the same is settled by asking the target what became of the transaction that the file names.
 *
 * <p>While the snapshot's chunks are of later positions than the checkpoint, the same argument makes the overlap
 * harmless: rows go back to older states and forward again, and are equal once the stream has passed the last chunk.
 */
public final class Applier implements AutoCloseable {
    private final Connection connection;
    private final TargetEngine engine;
    private final CheckpointStore checkpoints;
    private final Progress progress;
    private final ApplySettings settings;
    private final Map<TableId, TableMapping> mappings = new HashMap<>();
    private final Map<TableId, TableWriter> writers = new HashMap<>();
    private final Map<TableId, ChangeTally> tallies = new HashMap<>();
    private final ChangeBatch batch;

    private boolean open;
    private int batchedRows;
    private long batchedBytes;
    private long rows;
    private long transactions;
    private long writingNanos;
    private @Nullable TransactionCommitted boundary;
    private @Nullable SourcePosition committedPosition;

    public Applier(
            Connection connection,
            TargetEngine engine,
            CheckpointStore checkpoints,
            AppliedTables tables,
            Progress progress,
            ApplySettings settings) {
        this.connection = connection;
        this.engine = engine;
        this.checkpoints = checkpoints;
        this.progress = progress;
        this.settings = settings;
        this.batch = new ChangeBatch(tables.mappings());
        prepare(tables);
    }

    private void prepare(AppliedTables tables) {
        run("preparing to apply", () -> {
            engine.prepareApply(connection);
            for (TableMapping table : tables.mappings()) {
                mappings.put(table.source().id(), table);
                writers.put(table.source().id(), engine.writer(connection, table, tables.standInsOf(table)));
            }
        });
    }

    /** Takes one event; writes, but does not commit, when a batch is full. */
    public void apply(ChangeEvent event) {
        if (event instanceof TransactionCommitted committed) {
            reached(committed);
        } else if (event instanceof TableChange change) {
            boundary = null;
            try {
                applyChange(change);
            } catch (SQLException e) {
                throw failure("applying to " + change.table(), e);
            }
        }
    }

    private void reached(TransactionCommitted committed) {
        if (rows > 0 || !committed.position().equals(committedPosition)) {
            boundary = committed;
            transactions++;
        }
    }

    /** Whether the last event ended a source transaction that is not yet committed, so that {@link #commit} may be called. */
    public boolean isAtBoundary() {
        return boundary != null;
    }

    /** Row changes since the last commit. */
    public long uncommittedRows() {
        return rows;
    }

    private void applyChange(TableChange change) throws SQLException {
        if (!mappings.containsKey(change.table())) {
            throw new ReplicationException(ErrorKind.INTERNAL, "A change of " + change.table() + " was not expected");
        }
        begin();
        if (change instanceof RowInserted inserted) {
            join(inserted, Operation.INSERT, inserted.after().approximateBytes());
        } else if (change instanceof RowUpdated updated) {
            update(updated);
        } else if (change instanceof RowDeleted deleted) {
            delete(deleted);
        } else if (change instanceof TableTruncated truncated) {
            truncate(truncated.table());
        }
    }

    private void begin() throws SQLException {
        if (!open) {
            engine.beginApply(connection);
            open = true;
        }
    }

    private void update(RowUpdated change) throws SQLException {
        if (isKeyed(change.table())) {
            join(
                    change,
                    Operation.UPDATE,
                    change.before().approximateBytes() + change.after().approximateBytes());
        } else {
            writeBatch();
            deleteWhole(new RowDeleted(change.table(), change.before()));
            writers.get(change.table()).insertWhole(List.of(change.after()));
            count(change.table(), Operation.UPDATE);
        }
    }

    private void delete(RowDeleted change) throws SQLException {
        if (isKeyed(change.table())) {
            join(change, Operation.DELETE, change.before().approximateBytes());
        } else {
            writeBatch();
            deleteWhole(change);
            count(change.table(), Operation.DELETE);
        }
    }

    private boolean isKeyed(TableId table) {
        return mappings.get(table).source().hasRowKey();
    }

    private void join(TableChange change, Operation operation, long bytes) throws SQLException {
        if (!batch.join(change)) {
            writeBatch();
            batch.join(change);
        }
        batchedRows++;
        batchedBytes += bytes;
        count(change.table(), operation);
        if (batchedRows >= settings.batchRows() || batchedBytes >= settings.batchBytes()) {
            writeBatch();
        }
    }

    private void count(TableId table, Operation operation) {
        rows++;
        tallies.computeIfAbsent(table, first -> new ChangeTally()).add(operation);
    }

    private void writeBatch() throws SQLException {
        if (batchedRows > 0) {
            long start = System.nanoTime();
            batch.write(writers);
            writingNanos += System.nanoTime() - start;
            batchedRows = 0;
            batchedBytes = 0;
            progress.alive();
        }
    }

    private void deleteWhole(RowDeleted change) throws SQLException {
        if (writers.get(change.table()).deleteWhole(List.of(change.before())) == 0) {
            throw new ReplicationException(
                    ErrorKind.DIVERGED,
                    "A row of " + change.table() + ", which has no primary key, is not on the target as it was on the"
                            + " source");
        }
    }

    private void truncate(TableId table) throws SQLException {
        writeBatch();
        writers.get(table).truncate();
        count(table, Operation.TRUNCATE);
    }

    /** Commits everything up to the last boundary together with the checkpoint. Call only {@link #isAtBoundary}. */
    public SourcePosition commit() {
        TransactionCommitted reached = boundary;
        if (reached == null) {
            throw new IllegalStateException("a commit inside a source transaction");
        }
        run("committing", () -> {
            begin();
            writeBatch();
            long start = System.nanoTime();
            checkpoints.save(connection, reached.position(), rows);
            connection.commit();
            writingNanos += System.nanoTime() - start;
        });
        checkpoints.saved(reached.position());
        report(reached);
        open = false;
        rows = 0;
        transactions = 0;
        writingNanos = 0;
        boundary = null;
        committedPosition = reached.position();
        return reached.position();
    }

    private void report(TransactionCommitted reached) {
        tallies.forEach((table, tally) -> progress.table(table).applied(tally));
        tallies.clear();
        progress.applied(new Commit(
                reached.position(), reached.committedAt(), rows, transactions, Duration.ofNanos(writingNanos)));
    }

    private interface SqlStep {
        void run() throws SQLException;
    }

    private void run(String doing, SqlStep step) {
        try {
            step.run();
        } catch (SQLException e) {
            throw failure(doing, e);
        }
    }

    private ReplicationException failure(String doing, SQLException cause) {
        return new ReplicationException(
                engine.classify(cause), "The target failed while " + doing + ": " + cause.getMessage(), cause);
    }

    /** Rolls back what is not committed. Does not close the connection. */
    @Override
    public void close() {
        writers.values().forEach(TableWriter::close);
        try {
            connection.rollback();
        } catch (SQLException e) {
            // A broken connection is rolled back by the server.
        }
    }
}
