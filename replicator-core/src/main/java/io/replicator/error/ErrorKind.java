package io.replicator.error;

/**
 * Every way in which replication can fail, with what the supervisor does and what the operator should do. The hint
 * completes the message of the {@link ReplicationException}, which says what happened and where.
 */
public enum ErrorKind {
    CONFIGURATION(RetryPolicy.STOP, 2, "Correct the configuration and start again."),
    CONNECTION(RetryPolicy.RETRY, 3, "Check that the server runs and that host, port and network are right."),
    AUTHENTICATION(RetryPolicy.STOP, 4, "Check user and password of this server."),
    PRIVILEGE(RetryPolicy.STOP, 4, "Grant the named privilege; `replicator check` lists all that are needed."),
    SOURCE_SETTING(RetryPolicy.STOP, 5, "Change the named setting of the source; `replicator check` explains each."),
    POSITION_LOST(
            RetryPolicy.STOP,
            6,
            "The source no longer has the changes after the checkpoint. Drop the target tables and the pipeline's"
                    + " checkpoint to copy again, or restore the missing log files."),
    SOURCE_CHANGED(
            RetryPolicy.STOP,
            6,
            "The source is not the server this pipeline was copying. Point it back, or start a new pipeline."),
    SCHEMA_MISMATCH(RetryPolicy.STOP, 7, "Make the target table fit, or let replicator create it."),
    SCHEMA_CHANGED(
            RetryPolicy.STOP,
            7,
            "Make the same change to the target by hand and start again; it goes on right after the change."),
    UNSUPPORTED(RetryPolicy.STOP, 7, "Exclude the table or column, or choose the setting that the message names."),
    VALUE(RetryPolicy.STOP, 8, "Change the value at the source or choose the setting that the message names."),
    DIVERGED(
            RetryPolicy.STOP,
            10,
            "Either something else wrote to the target, or the source broke a constraint of its own"
                    + " (foreign_key_checks=0). Find out which; then drop the target tables and the checkpoint to copy"
                    + " again."),
    CONFLICT(RetryPolicy.RETRY, 3, "Deadlocks and serialization failures pass; look for long transactions."),
    TARGET_UNAVAILABLE(
            RetryPolicy.RETRY, 3, "Free disk space or make the target writable; replication goes on by itself."),
    FENCED(RetryPolicy.RETRY, 9, "Another process runs this pipeline; this one waits as standby."),
    CAPTURE(RetryPolicy.RETRY, 3, "The change stream broke off; it is opened again from the checkpoint."),
    MEMORY(
            RetryPolicy.STOP,
            11,
            "Give the process a larger heap (REPLICATOR_OPTS=-Xmx1g); a value needs about eight times its size. Nothing is"
                    + " lost: the next run goes on from the checkpoint."),
    INTERNAL(RetryPolicy.STOP, 70, "This is a defect of replicator; please report it with the log.");

    private final RetryPolicy policy;
    private final int exitCode;
    private final String hint;

    ErrorKind(RetryPolicy policy, int exitCode, String hint) {
        this.policy = policy;
        this.exitCode = exitCode;
        this.hint = hint;
    }

    public RetryPolicy policy() {
        return policy;
    }

    /** Exit code of a command that ends with an error of this kind. */
    public int exitCode() {
        return exitCode;
    }

    /** What the operator should do, one or two sentences. */
    public String hint() {
        return hint;
    }
}
