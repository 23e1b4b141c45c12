package io.replicator.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.change.SourcePosition;
import io.replicator.dialect.postgresql.PostgresTarget;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StandstillTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final SourcePosition PLACE = new SourcePosition(Map.of("lsn", "0/1"));
    private static final Streamed STREAMED = new Streamed(new PostgresTarget(), List.of());

    @Test
    void bothSidesMeetAtThePositionThatIsNamed() throws Exception {
        try (Standstill standstill = new Standstill(LONG)) {
            CompletableFuture<SourcePosition> applying = CompletableFuture.supplyAsync(() -> apply(standstill));

            assertThat(standstill.awaitStanding(LONG)).contains(STREAMED);
            assertThat(standstill.goOnTo(PLACE, LONG)).isTrue();
            assertThat(applying).isNotDone();
            assertThat(standstill.release()).isTrue();
            assertThat(applying.join()).isEqualTo(PLACE);
        }
    }

    @Test
    void applyingThreadGoesOnWhenNobodyNamesAPositionAndTheOtherSideIsTold() throws Exception {
        Standstill standstill = new Standstill(Duration.ofMillis(20));
        try (standstill) {
            assertThat(standstill.stand(STREAMED)).isEmpty();
        }

        assertThat(standstill.goOnTo(PLACE, LONG)).isFalse();
    }

    @Test
    void viewThatIsOpenedTooLateIsWorthNothing() throws Exception {
        Standstill standstill = new Standstill(Duration.ofMillis(20));
        try (standstill) {
            standstill.arrive();
        }

        assertThat(standstill.release()).isFalse();
    }

    @Test
    void nobodyWaitsForAnApplyingThreadThatHasEnded() throws Exception {
        Standstill standstill = new Standstill(LONG);
        standstill.close();

        assertThat(standstill.awaitStanding(LONG)).isEmpty();
        assertThat(standstill.stand(STREAMED)).isEmpty();
    }

    private static SourcePosition apply(Standstill standstill) {
        try (standstill) {
            SourcePosition goal = standstill.stand(STREAMED).orElseThrow();
            standstill.arrive();
            return goal;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
