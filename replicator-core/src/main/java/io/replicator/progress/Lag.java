package io.replicator.progress;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the target is behind the source. While measurements come in it is the last of them; once they stay out, for
 * whatever reason, it grows with the time since the target was last known to show the source. Guarded by its owner.
 */
final class Lag {
    /** Longer than an idle source is silent. */
    private static final Duration FRESH = Duration.ofSeconds(3);

    private Duration measured = Duration.ZERO;
    private @Nullable Instant measuredAt;

    /**
     * @param committedAt when the source committed the newest change on the target; its clock may be ahead of ours
     * @return the lag of this change
     */
    Duration applied(Instant committedAt, Instant now) {
        Duration age = Duration.between(committedAt, now);
        measured = age.isNegative() ? Duration.ZERO : age;
        measuredAt = now;
        return measured;
    }

    /** The target shows all that the source had at this instant. */
    void upToDate(Instant at) {
        if (measuredAt == null || at.isAfter(measuredAt)) {
            measured = Duration.ZERO;
            measuredAt = at;
        }
    }

    /** @return {@code null} if nothing is known yet */
    @Nullable
    Duration at(Instant now) {
        if (measuredAt == null) {
            return null;
        }
        Duration since = Duration.between(measuredAt, now);
        return since.compareTo(FRESH) > 0 ? measured.plus(since) : measured;
    }
}
