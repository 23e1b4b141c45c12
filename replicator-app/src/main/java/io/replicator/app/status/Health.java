package io.replicator.app.status;

import io.replicator.progress.PipelineState;
import io.replicator.progress.PipelineStatus;
import java.time.Duration;
import java.time.Instant;

/** Judges whether a pipeline is alive: it has neither failed nor stands still where it ought to move. */
public final class Health {
    /** A pipeline shows a sign of life at least each few seconds, even if its source is idle. */
    static final Duration STUCK_AFTER = Duration.ofSeconds(60);

    private Health() {}

    public static boolean isLive(PipelineStatus status, Instant now) {
        return status.state() != PipelineState.FAILED && !isStuck(status, now);
    }

    public static boolean isStuck(PipelineStatus status, Instant now) {
        return moves(status.state())
                && Duration.between(status.lastProgress(), now).compareTo(STUCK_AFTER) > 0;
    }

    /** Waiting states are not stuck: restarting the process would not end a standby, a pause or a server's outage. */
    private static boolean moves(PipelineState state) {
        return switch (state) {
            case SNAPSHOTTING, CATCHING_UP, STREAMING, DRAINING -> true;
            case CREATED, STANDBY, PREPARING, PAUSED, CUT_OVER, STOPPED, FAILED -> false;
        };
    }
}
