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
    private final ChangeTally changes = new ChangeTally();
    private @Nullable Instant copyStarted;
    private @Nullable String lastError;

    TableProgress(TableId table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** The source's estimate, known before the copy begins. */
    public synchronized void expecting(long rows) {
        rowsEstimated = rows;
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

    public synchronized void applied(ChangeTally committed) {
        changes.add(committed);
    }

    public synchronized void failed(String error) {
        lastError = error;
    }

    synchronized TableStatus status() {
        return new TableStatus(
                table, state, rowsCopied, Math.max(rowsEstimated, rowsCopied), eta(), changes.byOperation(), lastError);
    }

    /** Rows copied, and rows still to be, in this session. */
    synchronized SnapshotPace pace() {
        boolean copying = state == TableState.PENDING || state == TableState.COPYING;
        return new SnapshotPace(rowsCopied - rowsCopiedBefore, copying ? Math.max(0, rowsEstimated - rowsCopied) : 0);
    }

    private @Nullable Duration eta() {
        return state == TableState.COPYING && copyStarted != null
                ? pace().eta(Duration.between(copyStarted, clock.instant()))
                : null;
    }
}
