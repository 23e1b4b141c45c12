package io.replicator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import io.replicator.checkpoint.ChunkMark;
import io.replicator.snapshot.ChunkPlan.Boundary;
import io.replicator.snapshot.ChunkPlan.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ChunkPlanTest {
    /** A table with the keys 1 to 35 in chunks of ten. */
    private static final Boundary TENS = (after, ordinal) -> {
        int next = (after.isEmpty() ? 0 : Integer.parseInt(after.get(0))) + 10;
        return next <= 35 ? key(next) : List.of();
    };

    @Test
    void coversTheTableWithoutGapOrOverlap() {
        assertThat(rest(new ChunkPlan(List.of())))
                .containsExactly(
                        new Chunk(0, List.of(), key(10)),
                        new Chunk(1, key(10), key(20)),
                        new Chunk(2, key(20), key(30)),
                        new Chunk(3, key(30), List.of()));
    }

    @Test
    void anEmptyTableIsOneChunk() {
        ChunkPlan plan = new ChunkPlan(List.of());

        assertThat(plan.next((after, ordinal) -> List.of())).contains(new Chunk(0, List.of(), List.of()));
        assertThat(plan.isExhausted()).isTrue();
    }

    @Test
    void goesOnBehindTheLastMark() {
        assertThat(rest(new ChunkPlan(List.of(mark(1, key(10), key(20)), mark(0, List.of(), key(10))))))
                .containsExactly(new Chunk(2, key(20), key(30)), new Chunk(3, key(30), List.of()));
    }

    @Test
    void fillsGapsFirst() {
        assertThat(rest(new ChunkPlan(List.of(mark(1, key(10), key(20)), mark(3, key(30), List.of())))))
                .containsExactly(new Chunk(0, List.of(), key(10)), new Chunk(2, key(20), key(30)));
    }

    @Test
    void severalLostChunksInARowBecomeOne() {
        assertThat(rest(new ChunkPlan(List.of(mark(3, key(30), List.of())))))
                .containsExactly(new Chunk(0, List.of(), key(30)));
    }

    @Test
    void aFilledGapLeavesNothingToDo() {
        ChunkPlan plan = new ChunkPlan(List.of(mark(0, List.of(), key(30)), mark(3, key(30), List.of())));

        assertThat(plan.isExhausted()).isTrue();
        assertThat(rest(plan)).isEmpty();
    }

    private static List<Chunk> rest(ChunkPlan plan) {
        List<Chunk> chunks = new ArrayList<>();
        Optional<Chunk> chunk = plan.next(TENS);
        while (chunk.isPresent()) {
            chunks.add(chunk.get());
            chunk = plan.next(TENS);
        }
        return chunks;
    }

    private static ChunkMark mark(int ordinal, List<String> after, List<String> upTo) {
        return new ChunkMark(new TableId("db", "t"), ordinal, after, upTo, new SourcePosition(Map.of()), 10);
    }

    private static List<String> key(int value) {
        return List.of(Integer.toString(value));
    }
}
