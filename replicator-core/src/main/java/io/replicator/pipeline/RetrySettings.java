package io.replicator.pipeline;

import java.time.Duration;
import java.util.Optional;

/**
 * How long to wait after an error that may pass.
 *
 * @param initial first wait
 * @param max longest wait
 * @param giveUpAfter how long sessions may go on failing without progress; empty never gives up
 */
public record RetrySettings(Duration initial, Duration max, Optional<Duration> giveUpAfter) {
    public static final RetrySettings DEFAULT =
            new RetrySettings(Duration.ofSeconds(1), Duration.ofSeconds(30), Optional.empty());

    public RetrySettings {
        if (initial.toMillis() < 1 || max.compareTo(initial) < 0) {
            throw new IllegalArgumentException("a wait is at least 1 ms and the longest not below the first");
        }
    }
}
