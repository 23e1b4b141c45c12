package io.replicator.progress;

/** The states of a pipeline; {@link Progress#enter} is the only place that moves it. */
public enum PipelineState {
    CREATED,
    /** Another process writes; this one waits to take over. */
    STANDBY,
    /** Connecting, checking, creating tables; also the wait before a retry. */
    PREPARING,
    SNAPSHOTTING,
    /** Applying a backlog: what happened during the snapshot or while the process was down. */
    CATCHING_UP,
    STREAMING,
    PAUSED,
    DRAINING,
    CUT_OVER,
    STOPPED,
    FAILED;

    /** Whether changes flow. */
    public boolean isReady() {
        return this == CATCHING_UP || this == STREAMING || this == DRAINING;
    }

    public boolean isFinal() {
        return this == STOPPED || this == FAILED;
    }
}
