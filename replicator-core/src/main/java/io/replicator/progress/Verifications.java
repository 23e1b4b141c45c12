package io.replicator.progress;

import io.replicator.progress.Verification.State;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The verifications of this process: the latest one, and the last that came to a result. Any thread. */
public final class Verifications {
    private @Nullable OngoingVerification latest;
    private @Nullable Verification lastResult;
    private long failures;

    /** @return empty if one is under way */
    public synchronized Optional<OngoingVerification> begin(Clock clock) {
        Verification before = latest();
        if (before != null && !before.isOver()) {
            return Optional.empty();
        }
        lastResult = lastResult();
        failures = failures();
        OngoingVerification begun = new OngoingVerification(clock);
        latest = begun;
        return Optional.of(begun);
    }

    /** @return {@code null} if there was none yet */
    public synchronized @Nullable Verification latest() {
        return latest == null ? null : latest.status();
    }

    /** @return {@code null} if none came to a result yet */
    public synchronized @Nullable Verification lastResult() {
        Verification now = latest();
        return now != null && now.state().isResult() ? now : lastResult;
    }

    /** How many came to no result. */
    public synchronized long failures() {
        Verification now = latest();
        return now != null && now.state() == State.FAILED ? failures + 1 : failures;
    }
}
