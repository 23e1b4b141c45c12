package io.replicator.progress;

import io.replicator.change.TableId;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Progress of one table.
 *
 * @param rowsEstimated the source's estimate at the start of the copy, at least {@code rowsCopied}
 * @param eta time the rest of the copy will take at the present rate, or {@code null} if unknown or done
 * @param changes row changes applied from the stream in this process, for every operation
 */
public record TableStatus(
        TableId table,
        TableState state,
        long rowsCopied,
        long rowsEstimated,
        @Nullable Duration eta,
        Map<Operation, Long> changes,
        @Nullable String lastError) {
    public TableStatus {
        changes = Map.copyOf(changes);
    }

    /** Row changes applied from the stream in this process. */
    public long rowsApplied() {
        return changes.values().stream().mapToLong(Long::longValue).sum();
    }
}
