package io.replicator.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PaceTest {
    /** Overflows in the middle of each test, as the clock may. */
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE);

    private final Pace pace = new Pace(10, now::get);

    @Test
    void aSecondsWorthIsTakenAtOnceAndTheRestOneAfterTheOther() {
        for (int i = 0; i < 11; i++) {
            assertThat(pace.take()).as("turn %d", i).isZero();
        }

        assertThat(pace.take()).isEqualTo(Duration.ofMillis(100).toNanos());
        assertThat(pace.take()).isEqualTo(Duration.ofMillis(200).toNanos());
    }

    @Test
    void restIsWorthNoMoreThanASecond() {
        now.addAndGet(Duration.ofHours(1).toNanos());

        for (int i = 0; i < 11; i++) {
            assertThat(pace.take()).as("turn %d", i).isZero();
        }
        assertThat(pace.take()).isPositive();
    }

    @Test
    void whoKeepsThePaceNeverWaits() {
        for (int i = 0; i < 1_000; i++) {
            now.addAndGet(Duration.ofMillis(100).toNanos());
            assertThat(pace.take()).as("turn %d", i).isZero();
        }
    }
}
