package io.replicator.error;

/** What the supervisor does after an error of a kind. */
public enum RetryPolicy {
    /** Start a new session from the checkpoint after a back-off; the condition is expected to pass. */
    RETRY,
    /** Stop for good; only a person can help. */
    STOP
}
