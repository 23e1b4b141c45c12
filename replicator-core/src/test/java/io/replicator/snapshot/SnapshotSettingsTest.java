package io.replicator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SnapshotSettingsTest {
    private static final SnapshotSettings SETTINGS = new SnapshotSettings(4, 12_000_000, 1_000, 100_000);

    @Test
    void chunksGrowUntilTheyHaveTheWantedSize() {
        assertThat(IntStream.of(0, 1, 2, 3, 4, 5, 1_000).map(ordinal -> SETTINGS.chunkRows(400, ordinal)))
                .containsExactly(2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000);
    }

    @Test
    void chunkOfAnySizeHasSoManyRowsAndNoMore() {
        assertThat(SETTINGS.chunkRows(1 << 20, 9)).isEqualTo(1_000);
        assertThat(SETTINGS.chunkRows(1, 9)).isEqualTo(100_000);
        assertThat(new SnapshotSettings(1, 12_000_000, 20, 20).chunkRows(400, 0))
                .isEqualTo(20);
    }
}
