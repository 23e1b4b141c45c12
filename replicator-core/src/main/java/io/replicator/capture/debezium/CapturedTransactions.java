package io.replicator.capture.debezium;

import io.replicator.change.ChangeEvent;
import io.replicator.change.ChangeEvent.TransactionCommitted;
import io.replicator.change.ChangeEvent.TransactionStarted;
import io.replicator.change.SourcePosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Puts changes between the bounds of their transactions and passes them on in chunks, without ever holding a whole
 * transaction. One without captured changes only moves the position, and of those the last within some time is told.
 * Owned by the binlog thread.
 */
final class CapturedTransactions {
    private static final int CHUNK_EVENTS = 1_000;
    private static final long CHUNK_BYTES = 256 << 10;
    private static final long WAIT_MILLIS = 1_000;
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Handoff handoff;
    private final Runnable whileWaiting;
    private SourcePosition last;
    private List<ChangeEvent> chunk = new ArrayList<>();
    private long chunkBytes;
    private boolean open;
    private @Nullable Instant untold;
    private Instant lastCommit = Instant.EPOCH;
    private long toldAt = System.nanoTime();

    CapturedTransactions(Handoff handoff, SourcePosition start) {
        this(handoff, start, () -> {});
    }

    /** @param whileWaiting is called every second while the other side takes nothing */
    CapturedTransactions(Handoff handoff, SourcePosition start, Runnable whileWaiting) {
        this.handoff = handoff;
        this.last = start;
        this.whileWaiting = whileWaiting;
    }

    /** Whether the current transaction has captured changes. */
    boolean isOpen() {
        return open;
    }

    /** Between the last two transactions. */
    SourcePosition lastPosition() {
        return last;
    }

    void add(List<ChangeEvent> changes, long bytes) throws InterruptedException {
        if (changes.isEmpty()) {
            return;
        }
        if (!open) {
            open = true;
            untold = null;
            chunk.add(new TransactionStarted(last));
        }
        chunk.addAll(changes);
        chunkBytes += bytes;
        if (chunk.size() >= CHUNK_EVENTS || chunkBytes >= CHUNK_BYTES) {
            pass();
        }
    }

    void commit(SourcePosition position, Instant at) throws InterruptedException {
        last = position;
        lastCommit = at;
        if (open || System.nanoTime() - toldAt > QUIET_NANOS) {
            open = false;
            tell(at);
        } else {
            untold = at;
        }
    }

    /** The log goes on at another place. */
    void moved(SourcePosition position) {
        if (!open) {
            last = position;
            untold = lastCommit;
        }
    }

    /** The log has nothing for us up to here. @param at when it ended here */
    void moved(SourcePosition position, Instant at) {
        if (!open && !position.equals(last)) {
            last = position;
            lastCommit = at;
            untold = at;
        }
    }

    /** The source has nothing new. */
    void idle() throws InterruptedException {
        if (untold != null && !open) {
            tell(untold);
        }
        handoff.idle();
    }

    private void tell(Instant at) throws InterruptedException {
        untold = null;
        toldAt = System.nanoTime();
        chunk.add(new TransactionCommitted(last, at));
        pass();
    }

    private void pass() throws InterruptedException {
        List<ChangeEvent> full = chunk;
        chunk = new ArrayList<>();
        long bytes = chunkBytes;
        chunkBytes = 0;
        while (!handoff.offer(full, bytes, WAIT_MILLIS)) {
            whileWaiting.run();
        }
    }
}
