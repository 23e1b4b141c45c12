package io.replicator.snapshot;

import io.replicator.change.TableId;
import io.replicator.checkpoint.ChunkMark;
import io.replicator.checkpoint.ChunkMarks;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/** Marks in memory, for copies that no lost connection leaves in doubt. */
final class MemoryMarks implements ChunkMarks {
    private final boolean commitWithRows;
    private final List<ChunkMark> marks = new ArrayList<>();

    MemoryMarks(boolean commitWithRows) {
        this.commitWithRows = commitWithRows;
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
    public void record(Connection transaction, ChunkMark mark) {
        // Nothing is stored with the rows.
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
