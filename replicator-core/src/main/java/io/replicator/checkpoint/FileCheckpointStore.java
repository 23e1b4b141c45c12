package io.replicator.checkpoint;

import com.fasterxml.jackson.core.type.TypeReference;
import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import io.replicator.checkpoint.FileDocuments.MarkDocument;
import io.replicator.checkpoint.FileDocuments.NextDocument;
import io.replicator.checkpoint.FileDocuments.PositionDocument;
import io.replicator.checkpoint.FileDocuments.SnapshotDocument;
import io.replicator.checkpoint.FileDocuments.TableDocument;
import io.replicator.dialect.CheckpointSql;
import io.replicator.dialect.TargetEngine;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.schema.Table;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the checkpoint in a file: before the target's commit with the name of the target's transaction, after it without.
 * A process that starts in between asks the target what became of that transaction, so that nothing is applied twice.
 * Chunk marks and table structures stand in a second file beside it ({@code .snapshot}). The session connection holds the
 * pipeline's lock on the target, so that two processes never write at once.
 */
public final class FileCheckpointStore implements CheckpointStore {
    private final String pipeline;
    private final TargetEngine engine;
    private final Connection session;
    private final CheckpointSql sql;
    private final DurableFile positionFile;
    private final DurableFile snapshotFile;
    private final List<ChunkMark> marks = new ArrayList<>();
    private final List<CapturedTable> captured = new ArrayList<>();
    private long uncountedRows;

    /** @param session a connection of its own, closed with this store */
    public FileCheckpointStore(String pipeline, TargetEngine engine, Connection session, String schema, Path file) {
        this.pipeline = pipeline;
        this.engine = engine;
        this.session = session;
        this.sql = engine.checkpointSql(schema);
        this.positionFile = new DurableFile(file);
        this.snapshotFile = new DurableFile(file.resolveSibling(file.getFileName() + ".snapshot"));
        loadSnapshotFile();
    }

    @Override
    public boolean tryAcquire() {
        try {
            session.setAutoCommit(true);
            if (!sql.tryLock(session, pipeline)) {
                return false;
            }
            sql.evictWriters(session, pipeline);
            settle();
        } catch (SQLException e) {
            throw new ReplicationException(
                    engine.classify(e), "Failed taking the lock of pipeline " + pipeline + ": " + e.getMessage(), e);
        }
        loadSnapshotFile().ifPresent(this::moveBehindRedefinition);
        return true;
    }

    /** Finds out whether the last commit, whose answer nobody wrote down, took place. */
    private synchronized void settle() throws SQLException {
        PositionDocument last = document().orElse(null);
        if (last == null || last.next() == null) {
            return;
        }
        switch (sql.outcome(session, last.next().transaction())) {
            case COMMITTED -> write(last.next().after(last.checkpoint()));
            case ROLLED_BACK -> write(last.checkpoint());
            case IN_PROGRESS ->
                throw new ReplicationException(
                        ErrorKind.CONFLICT,
                        "The last transaction of pipeline " + pipeline + " is still open on the target");
            case UNKNOWN ->
                throw new ReplicationException(
                        ErrorKind.DIVERGED,
                        "The target no longer knows whether it committed transaction "
                                + last.next().transaction() + " of pipeline " + pipeline);
        }
    }

    /** @return the position of these structures, if a process ended before it wrote that into the other file */
    private synchronized Optional<SourcePosition> loadSnapshotFile() {
        marks.clear();
        captured.clear();
        Optional<SnapshotDocument> document =
                snapshotFile.read().map(text -> CheckpointJson.read(text, new TypeReference<SnapshotDocument>() {}));
        document.ifPresent(found -> {
            found.marks().forEach(mark -> marks.add(mark.mark()));
            found.tables().forEach(table -> captured.add(table.captured()));
        });
        return document.map(SnapshotDocument::redefinedAt).map(SourcePosition::new);
    }

    @Override
    public synchronized Optional<Checkpoint> load() {
        return document().map(PositionDocument::checkpoint);
    }

    private Optional<PositionDocument> document() {
        return positionFile
                .read()
                .map(text -> CheckpointJson.read(text, new TypeReference<PositionDocument>() {}))
                .map(document -> {
                    if (!document.pipeline().equals(pipeline)) {
                        throw new ReplicationException(
                                ErrorKind.CONFIGURATION,
                                positionFile.path() + " is the checkpoint of pipeline " + document.pipeline()
                                        + ", not of " + pipeline);
                    }
                    return document;
                });
    }

    @Override
    public synchronized void create(Checkpoint initial, List<Table> tables) {
        marks.clear();
        captured.clear();
        tables.forEach(table -> captured.add(new CapturedTable(table, false)));
        writeSnapshotFile();
        write(initial);
    }

    @Override
    public synchronized void save(Connection transaction, SourcePosition position, long rows) throws SQLException {
        uncountedRows = rows;
        if (rows > 0) {
            NextDocument next =
                    new NextDocument(new TreeMap<>(position.coordinates()), rows, sql.transactionId(transaction));
            positionFile.replace(CheckpointJson.write(PositionDocument.of(pipeline, existing(), next)));
        }
    }

    @Override
    public synchronized void saved(SourcePosition position) {
        Checkpoint last = existing();
        write(new Checkpoint(
                last.sourceIdentity(), position, last.snapshotComplete(), last.rowsApplied() + uncountedRows));
    }

    @Override
    public synchronized void snapshotComplete() {
        Checkpoint last = existing();
        write(new Checkpoint(last.sourceIdentity(), last.position(), true, last.rowsApplied()));
    }

    @Override
    public void copyAgain(TableId table) {
        throw new IllegalStateException("rows without a mark may be on the target");
    }

    private Checkpoint existing() {
        return load().orElseThrow(() ->
                new ReplicationException(ErrorKind.FENCED, "The checkpoint file " + positionFile.path() + " is gone"));
    }

    private void write(Checkpoint checkpoint) {
        positionFile.replace(CheckpointJson.write(PositionDocument.of(pipeline, checkpoint, null)));
    }

    private void writeSnapshotFile() {
        writeSnapshotFile(null);
    }

    private void writeSnapshotFile(@Nullable SourcePosition redefinedAt) {
        snapshotFile.replace(CheckpointJson.write(new SnapshotDocument(
                marks.stream().map(MarkDocument::of).toList(),
                captured.stream().map(TableDocument::of).toList(),
                redefinedAt == null ? null : new TreeMap<>(redefinedAt.coordinates()))));
    }

    @Override
    public ChunkMarks chunkMarks() {
        return new ChunkMarks() {
            @Override
            public List<ChunkMark> load() {
                synchronized (FileCheckpointStore.this) {
                    return marks.stream()
                            .sorted(Comparator.comparing(ChunkMark::table).thenComparing(ChunkMark::ordinal))
                            .toList();
                }
            }

            @Override
            public boolean commitWithRows() {
                return false;
            }

            @Override
            public void record(Connection transaction, ChunkMark mark) {
                // Written after the commit.
            }

            @Override
            public void forget(Connection transaction, TableId table) {
                synchronized (FileCheckpointStore.this) {
                    marks.removeIf(mark -> mark.table().equals(table));
                    writeSnapshotFile();
                }
            }

            @Override
            public void committed(ChunkMark mark) {
                synchronized (FileCheckpointStore.this) {
                    marks.add(mark);
                    writeSnapshotFile();
                }
            }
        };
    }

    @Override
    public synchronized List<CapturedTable> tables() {
        return List.copyOf(captured);
    }

    @Override
    public synchronized void stoppedAtChange(TableId table) {
        captured.replaceAll(each -> each.table().id().equals(table) ? new CapturedTable(each.table(), true) : each);
        writeSnapshotFile();
    }

    @Override
    public void redefine(Connection transaction, Redefined change) {
        // Written after the commit; a process that ends in between finds the change made and comes here again.
    }

    /** The file with the structures is written first, with the position that they belong to. */
    @Override
    public synchronized void redefined(Redefined change) {
        captured.removeIf(each -> change.gone().contains(each.table().id()));
        marks.removeIf(mark -> change.gone().contains(mark.table()));
        for (Table table : change.tables()) {
            captured.removeIf(each -> each.table().id().equals(table.id()));
            captured.add(new CapturedTable(table, false));
        }
        writeSnapshotFile(change.position());
        moveBehindRedefinition(change.position());
    }

    private void moveBehindRedefinition(SourcePosition position) {
        Checkpoint last = existing();
        write(new Checkpoint(last.sourceIdentity(), position, last.snapshotComplete(), last.rowsApplied()));
        writeSnapshotFile();
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (SQLException e) {
            // The server drops the lock with the connection, whichever way that ends.
        }
    }
}
