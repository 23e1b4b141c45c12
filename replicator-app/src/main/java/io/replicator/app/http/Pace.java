package io.replicator.app.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/** So many turns a second, and a second's worth at once after a rest; what comes faster waits for its turn. Any thread. */
final class Pace {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final long nanosPerTurn;
    private final LongSupplier nanoTime;
    private long nextTurn;

    Pace(int perSecond, LongSupplier nanoTime) {
        this.nanosPerTurn = SECOND / perSecond;
        this.nanoTime = nanoTime;
        this.nextTurn = nanoTime.getAsLong() - SECOND;
    }

    /** Takes the next turn. @return how long until then, in nanoseconds; 0 if it is now */
    synchronized long take() {
        long now = nanoTime.getAsLong();
        long wait = Math.max(nextTurn - now, -SECOND);
        nextTurn = now + wait + nanosPerTurn;
        return Math.max(wait, 0);
    }
}
