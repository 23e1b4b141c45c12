package io.replicator.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Waits between retries: doubling up to a limit, each between half of it and all of it. Owned by one thread. */
final class Backoff {
    private final RetrySettings settings;
    private final RandomGenerator random;
    private final Clock clock;
    private int failures;
    private @Nullable Instant firstFailure;

    Backoff(RetrySettings settings, RandomGenerator random, Clock clock) {
        this.settings = settings;
        this.random = random;
        this.clock = clock;
    }

    Duration next() {
        long longest = settings.initial().toMillis() << Math.min(failures, 20);
        long limit = Math.min(longest, settings.max().toMillis());
        failures++;
        return Duration.ofMillis(limit / 2 + random.nextLong(limit / 2 + 1));
    }

    /** Whether retrying has gone on for as long as it may. */
    boolean isExhausted() {
        Instant now = clock.instant();
        if (firstFailure == null) {
            firstFailure = now;
        }
        Duration failing = Duration.between(firstFailure, now);
        return settings.giveUpAfter()
                .map(limit -> failing.compareTo(limit) >= 0)
                .orElse(false);
    }

    void succeeded() {
        failures = 0;
        firstFailure = null;
    }
}
