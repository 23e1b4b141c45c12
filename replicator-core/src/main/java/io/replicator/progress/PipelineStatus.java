package io.replicator.progress;

import io.replicator.change.SourcePosition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything known of a pipeline at one instant; immutable.
 *
 * @param since when the state was entered
 * @param reason why, in words
 * @param lag age of the newest applied change at its commit, zero while idle and up to date; grows while nothing more is
 *     known of the source; {@code null} before anything is
 * @param backlogBytes log bytes not yet applied, or -1 if unknown
 * @param checkpoint last committed position, or {@code null} before there is one
 * @param checkpointAt when it was committed
 * @param rowsApplied row changes applied from the stream in this process
 * @param transactions source transactions applied in this process
 * @param retries sessions started after an error
 * @param lastProgress when anything last moved: a chunk, a commit, or a sign of life of an idle source
 * @param lastError text with hint, or {@code null}
 */
public record PipelineStatus(
        String pipeline,
        PipelineState state,
        Instant since,
        String reason,
        @Nullable Duration lag,
        long backlogBytes,
        @Nullable SourcePosition checkpoint,
        @Nullable Instant checkpointAt,
        long rowsApplied,
        long transactions,
        long retries,
        Instant lastProgress,
        @Nullable String lastError,
        List<TableStatus> tables) {
    public PipelineStatus {
        tables = List.copyOf(tables);
    }
}
