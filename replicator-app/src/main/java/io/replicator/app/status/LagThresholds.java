package io.replicator.app.status;

import io.replicator.app.status.Verdict.Level;
import java.time.Duration;

/** Judges a running pipeline for a monitor: first by its state, then by its lag. */
public record LagThresholds(Duration warning, Duration critical) {
    public LagThresholds {
        if (warning.compareTo(critical) > 0) {
            throw new IllegalArgumentException("warning is above critical");
        }
    }

    public Verdict judge(StatusDocument status) {
        return new Verdict(worse(byState(status), byLag(status)), text(status));
    }

    private static Level byState(StatusDocument status) {
        if (!status.live()) {
            return Level.CRITICAL;
        }
        return switch (status.state()) {
            case FAILED, STOPPED -> Level.CRITICAL;
            case PAUSED -> Level.WARNING;
            case PREPARING -> status.retries() == 0 ? Level.OK : Level.WARNING;
            case CREATED, STANDBY, SNAPSHOTTING, CATCHING_UP, STREAMING, DRAINING, CUT_OVER -> Level.OK;
        };
    }

    /** An unknown lag is no reason to call someone: a snapshot has none. */
    private Level byLag(StatusDocument status) {
        Double lag = status.lagSeconds();
        if (lag == null) {
            return Level.OK;
        }
        if (lag >= seconds(critical)) {
            return Level.CRITICAL;
        }
        return lag >= seconds(warning) ? Level.WARNING : Level.OK;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static Level worse(Level a, Level b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static String text(StatusDocument status) {
        String stuck = status.live() || status.state().isFinal() ? "" : ", but stuck";
        String lag = status.lagSeconds() == null ? "lag unknown" : "lag " + Quantities.seconds(status.lagSeconds());
        return status.pipeline() + " is " + status.state() + stuck + ", " + lag;
    }
}
