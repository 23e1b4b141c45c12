package io.replicator.progress;

import io.replicator.change.TableId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Counts one table's progress. Every method may be called from any thread. */
public final class TableProgress {
    private final TableId table;
    private final Clock clock;
    private TableState state = TableState.PENDING;
    private long rowsEstimated;
    private long rowsCopied;
    private long rowsCopiedBefore;
    private long rowsApplied;
    private @Nullable Instant copyStarted;
    private @Nullable String lastError;

    TableProgress(TableId table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    public synchronized void enter(TableState next) {
        state = next;
    }

    /** @param rowsAlreadyCopied rows of chunks that an earlier session completed */
    public synchronized void copyStarted(long estimate, long rowsAlreadyCopied) {
        state = TableState.COPYING;
        rowsEstimated = estimate;
        rowsCopied = rowsAlreadyCopied;
        rowsCopiedBefore = rowsAlreadyCopied;
        copyStarted = clock.instant();
    }

    public synchronized void copied(long rows) {
        rowsCopied += rows;
    }

    public synchronized void applied(long rows) {
        rowsApplied += rows;
    }

    public synchronized void failed(String error) {
        lastError = error;
    }

    synchronized TableStatus status() {
        return new TableStatus(
                table, state, rowsCopied, Math.max(rowsEstimated, rowsCopied), eta(), rowsApplied, lastError);
    }

    private @Nullable Duration eta() {
        long done = rowsCopied - rowsCopiedBefore;
        if (state != TableState.COPYING || copyStarted == null || done <= 0) {
            return null;
        }
        long left = Math.max(0, rowsEstimated - rowsCopied);
        return Duration.between(copyStarted, clock.instant()).multipliedBy(left).dividedBy(done);
    }
}
