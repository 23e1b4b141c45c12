package io.replicator.checkpoint;

import io.replicator.change.TableId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Where chunk marks are kept. Used by all snapshot threads. */
public interface ChunkMarks {
    /** The marks of this pipeline, by table and ordinal. */
    List<ChunkMark> load();

    /** Whether a mark commits with its rows; if not, rows without a mark may be on the target after a crash. */
    boolean commitWithRows();

    /**
     * Call inside the transaction that loaded the rows, as its last step.
     *
     * @throws io.replicator.error.ReplicationException of kind FENCED if another process took the pipeline over
     */
    void record(Connection transaction, ChunkMark mark) throws SQLException;

    /** Drops a table's marks, in the transaction that empties it. */
    void forget(Connection transaction, TableId table) throws SQLException;

    /** Call after that transaction's commit. */
    void committed(ChunkMark mark);
}
