package io.replicator.snapshot;

import io.replicator.snapshot.ChunkPlan.Chunk;
import java.sql.Connection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All chunks of a snapshot, those of the largest tables first. Any thread may ask. */
final class CopyQueue {
    private final List<TableCopy> tables;

    CopyQueue(List<TableCopy> tables) {
        this.tables = tables.stream()
                .sorted(Comparator.comparingLong(TableCopy::estimatedBytes).reversed())
                .toList();
    }

    record Job(TableCopy table, Chunk chunk) {}

    Optional<Job> next(Connection reader) {
        for (TableCopy table : tables) {
            Optional<Chunk> chunk = table.next(reader);
            if (chunk.isPresent()) {
                return chunk.map(found -> new Job(table, found));
            }
        }
        return Optional.empty();
    }
}
