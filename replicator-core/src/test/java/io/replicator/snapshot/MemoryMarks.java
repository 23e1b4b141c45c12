package io.replicator.snapshot;

import io.replicator.change.TableId;
import io.replicator.checkpoint.ChunkMark;
import io.replicator.checkpoint.ChunkMarks;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Marks in memory that can make something happen at a chosen chunk. */
final class MemoryMarks implements ChunkMarks {
    private final boolean commitWithRows;
    private final List<ChunkMark> marks = new ArrayList<>();
    private int recorded;
    private int disturbedAt = -1;
    private Disturbance disturbance = connection -> {};

    interface Disturbance {
        void happen(Connection transaction) throws SQLException;
    }

    MemoryMarks(boolean commitWithRows) {
        this.commitWithRows = commitWithRows;
    }

    /** At the given recording, counted from 1 and from now. */
    MemoryMarks disturb(int recording, Disturbance event) {
        disturbedAt = recorded + recording;
        disturbance = event;
        return this;
    }

    @Override
    public synchronized List<ChunkMark> load() {
        return List.copyOf(marks);
    }

    @Override
    public boolean commitWithRows() {
        return commitWithRows;
    }

    @Override
    public void record(Connection transaction, ChunkMark mark) throws SQLException {
        boolean now;
        synchronized (this) {
            now = ++recorded == disturbedAt;
        }
        if (now) {
            disturbance.happen(transaction);
        }
    }

    @Override
    public synchronized void forget(Connection transaction, TableId table) {
        marks.removeIf(mark -> mark.table().equals(table));
    }

    synchronized void lose(int index) {
        marks.remove(index);
    }

    @Override
    public synchronized void committed(ChunkMark mark) {
        marks.add(mark);
    }
}
