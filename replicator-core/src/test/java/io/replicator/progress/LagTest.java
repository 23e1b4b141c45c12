package io.replicator.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LagTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Lag lag = new Lag();

    @Test
    void isUnknownUntilSomethingIsApplied() {
        assertThat(lag.at(START)).isNull();
    }

    @Test
    void isTheAgeOfTheNewestChangeWhenItWasApplied() {
        lag.applied(START, after(40));

        assertThat(lag.at(after(1_000))).isEqualTo(Duration.ofMillis(40));
    }

    @Test
    void growsWhileNothingIsAppliedAndTheSourceIsSilent() {
        lag.applied(START, after(40));

        assertThat(lag.at(after(60_000))).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void isZeroWhileTheSourceSaysThatItHasNothingNew() {
        lag.applied(START, after(40));
        lag.upToDate(after(1_000));

        assertThat(lag.at(after(1_500))).isZero();
    }

    @Test
    void growsFromTheLastSignOfASourceThatFellSilent() {
        lag.upToDate(START);
        lag.upToDate(START);

        assertThat(lag.at(after(10_000))).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void isNotShortenedByASignOlderThanTheLastCommit() {
        lag.applied(START, after(5_000));
        lag.upToDate(after(4_000));

        assertThat(lag.at(after(5_000))).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void isNeverNegative() {
        lag.applied(after(100), START);

        assertThat(lag.at(START)).isZero();
    }

    private static Instant after(long millis) {
        return START.plusMillis(millis);
    }
}
