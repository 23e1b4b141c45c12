package io.replicator.progress;

import io.replicator.error.ErrorKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measurements of a pipeline at one instant, beyond its {@link PipelineStatus}; immutable.
 *
 * @param errors errors that ended a session, by kind
 * @param retries sessions started after an error, by its kind
 * @param lastChangeAt when a row change was last committed on the target, or {@code null}
 * @param queueFill full share of the queue between capture and apply, from 0 to 1; 0 while nothing streams
 * @param retainedBytes log bytes that the source keeps only for this pipeline, or -1 if it keeps none for it
 * @param bytesUntilLost log bytes that may be written before the source drops those, or -1 if any number may
 * @param retentionLeft how long the source will still have the changes after the checkpoint, or {@code null} if for ever
 *     or unknown
 * @param snapshotEta time the rest of the snapshot will take at the present rate, or {@code null} if unknown or done
 * @param verified the last verification that came to a result, or {@code null}
 * @param failedVerifications those that came to none
 */
public record Figures(
        CommitFigures commits,
        Map<ErrorKind, Long> errors,
        Map<ErrorKind, Long> retries,
        @Nullable Instant lastChangeAt,
        double queueFill,
        long retainedBytes,
        long bytesUntilLost,
        @Nullable Duration retentionLeft,
        @Nullable Duration snapshotEta,
        @Nullable Verification verified,
        long failedVerifications) {
    public Figures {
        errors = Map.copyOf(errors);
        retries = Map.copyOf(retries);
    }
}
