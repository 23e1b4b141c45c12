package io.replicator.checkpoint;

import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import io.replicator.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Keeps one pipeline's checkpoint, chunk marks and table structures, and makes this process their one writer. Opened for
 * one session; {@link #save} and {@link #saved} belong to the applying thread.
 */
public interface CheckpointStore extends AutoCloseable {
    /**
     * Becomes the one writer, or tells that another process is. What the former writer has not committed by the time this
     * returns true will never be committed.
     */
    boolean tryAcquire();

    /** The checkpoint, or empty for a new pipeline. */
    Optional<Checkpoint> load();

    /** Starts the pipeline: the position of the snapshot and the tables with their structure at that position. */
    void create(Checkpoint initial, List<Table> tables);

    /**
     * Call inside the transaction that applied the rows, as its last step.
     *
     * @param rows row changes since the last save
     * @throws io.replicator.error.ReplicationException of kind FENCED if another process took the pipeline over
     */
    void save(Connection transaction, SourcePosition position, long rows) throws SQLException;

    /** Call after that transaction's commit. */
    void saved(SourcePosition position);

    /** Every chunk is committed. */
    void snapshotComplete();

    /** Drops the table's chunk marks, and takes back that every chunk is committed. Only where marks commit with rows. */
    void copyAgain(TableId table);

    ChunkMarks chunkMarks();

    /** The tables of this pipeline. */
    List<CapturedTable> tables();

    /** Remembers that the log continues with a change of this table's structure. */
    void stoppedAtChange(TableId table);

    /**
     * Moves the checkpoint behind a change of structure, for which nothing is marked any longer. Call inside the transaction
     * that changed the target's tables, as its last step; or behind it, where the target commits such changes by itself.
     *
     * @throws io.replicator.error.ReplicationException of kind FENCED if another process took the pipeline over
     */
    void redefine(Connection transaction, Redefined change) throws SQLException;

    /** Call after that transaction's commit. */
    void redefined(Redefined change);

    /** Gives the pipeline up to the next writer. */
    @Override
    void close();
}
