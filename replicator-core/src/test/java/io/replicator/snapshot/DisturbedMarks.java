package io.replicator.snapshot;

import io.replicator.change.TableId;
import io.replicator.checkpoint.ChunkMark;
import io.replicator.checkpoint.ChunkMarks;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes something happen just before one chunk is committed. */
final class DisturbedMarks implements ChunkMarks {
    private final ChunkMarks marks;
    private final int disturbedAt;
    private final Disturbance disturbance;
    private final AtomicInteger recorded = new AtomicInteger();

    interface Disturbance {
        void happen(Connection transaction) throws SQLException;
    }

    /** @param disturbedAt which chunk, counted from 1 in the order of recording */
    DisturbedMarks(ChunkMarks marks, int disturbedAt, Disturbance disturbance) {
        this.marks = marks;
        this.disturbedAt = disturbedAt;
        this.disturbance = disturbance;
    }

    @Override
    public List<ChunkMark> load() {
        return marks.load();
    }

    @Override
    public boolean commitWithRows() {
        return marks.commitWithRows();
    }

    @Override
    public void record(Connection transaction, ChunkMark mark) throws SQLException {
        if (recorded.incrementAndGet() == disturbedAt) {
            disturbance.happen(transaction);
        }
        marks.record(transaction, mark);
    }

    @Override
    public void forget(Connection transaction, TableId table) throws SQLException {
        marks.forget(transaction, table);
    }

    @Override
    public void committed(ChunkMark mark) {
        marks.committed(mark);
    }
}
