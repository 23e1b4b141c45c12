package io.replicator.app.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long to wait before a lost connection is tried again.
 *
 * @param giveUpAfter how long to go on trying, or empty for ever
 */
public record RetrySettings(Duration initial, Duration max, Optional<Duration> giveUpAfter) {
    static final Key<Duration> INITIAL = Key.defaulted(
            "initial", new DurationValue(), "1s", "Wait before the first retry; doubled at each further one.");
    static final Key<Duration> MAX =
            Key.defaulted("max", new DurationValue(), "1m", "Longest wait between two retries.");
    static final Key<Optional<Duration>> GIVE_UP_AFTER = Key.defaulted(
            "give_up_after",
            new WordOr<>("never", new DurationValue()),
            "never",
            "How long errors that may pass (connections, deadlocks, a full disk) are retried before the run fails.");
    static final Section<RetrySettings> SECTION = new Section<>(
            "What happens after an error that may pass.",
            List.of(INITIAL, MAX, GIVE_UP_AFTER),
            given -> new RetrySettings(given.get(INITIAL), given.get(MAX), given.get(GIVE_UP_AFTER)));

    public RetrySettings {
        if (initial.compareTo(max) > 0) {
            throw new InvalidSetting("initial", "is longer than max; expected initial <= max");
        }
    }
}
