package io.replicator.progress;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the source's log and the checkpoint stand to each other.
 *
 * @param backlogBytes log bytes after the checkpoint, or -1 if unknown
 * @param retainedBytes log bytes that the source keeps only for this pipeline, or -1 if it keeps none for it
 * @param bytesUntilLost log bytes that may be written before the source drops those, or -1 if any number may
 * @param keptFor how long the source keeps its log, or {@code null} if for ever or unknown
 */
public record SourceLog(
        long backlogBytes,
        long retainedBytes,
        long bytesUntilLost,
        @Nullable Duration keptFor) {
    public static final SourceLog UNKNOWN = new SourceLog(-1, -1, -1, null);

    SourceLog withoutBacklog() {
        return backlogBytes < 0 ? this : new SourceLog(0, retainedBytes, bytesUntilLost, keptFor);
    }

    /**
     * How long the changes after the checkpoint will still be there.
     *
     * @param lag age of the checkpoint, or {@code null} if unknown
     */
    @Nullable
    Duration retentionLeft(@Nullable Duration lag) {
        if (keptFor == null || lag == null) {
            return null;
        }
        Duration left = keptFor.minus(lag);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
