package io.replicator.snapshot;

import io.replicator.checkpoint.ChunkMark;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Hands out the chunks of one table that are still to be copied: first the gaps that an earlier session left between its
 * marks, then, step by step, the key ranges behind the last mark. Any thread may ask.
 */
final class ChunkPlan {
    private final Deque<Chunk> gaps = new ArrayDeque<>();
    private List<String> frontier = List.of();
    private int nextOrdinal;
    private boolean exhausted;

    /** A key range. @param after exclusive, empty for the beginning @param upTo inclusive, empty for the end */
    record Chunk(int ordinal, List<String> after, List<String> upTo) {}

    /** Finds the key that ends the next chunk; empty if the rest of the table is one chunk. */
    interface Boundary {
        /** @param ordinal of the chunk that begins behind the key */
        List<String> after(List<String> key, int ordinal);
    }

    /** @param done the table's marks */
    ChunkPlan(List<ChunkMark> done) {
        List<ChunkMark> inOrder = done.stream()
                .sorted(Comparator.comparingInt(ChunkMark::ordinal))
                .toList();
        for (ChunkMark mark : inOrder) {
            // Several lost chunks in a row become one, under the first one's ordinal.
            if (!mark.after().equals(frontier)) {
                gaps.add(new Chunk(nextOrdinal, frontier, mark.after()));
            }
            frontier = mark.upTo();
            nextOrdinal = mark.ordinal() + 1;
            exhausted = mark.isLast();
        }
    }

    synchronized Optional<Chunk> next(Boundary boundary) {
        if (!gaps.isEmpty()) {
            return Optional.of(gaps.remove());
        }
        if (exhausted) {
            return Optional.empty();
        }
        Chunk chunk = new Chunk(nextOrdinal, frontier, boundary.after(frontier, nextOrdinal));
        nextOrdinal++;
        frontier = chunk.upTo();
        exhausted = frontier.isEmpty();
        return Optional.of(chunk);
    }

    synchronized boolean isExhausted() {
        return exhausted && gaps.isEmpty();
    }
}
