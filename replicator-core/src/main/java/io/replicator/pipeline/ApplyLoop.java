package io.replicator.pipeline;

import io.replicator.apply.Applier;
import io.replicator.capture.ChangeSource;
import io.replicator.change.ChangeEvent;
import io.replicator.change.ChangeEvent.SchemaChanged;
import io.replicator.change.ChangeEvent.TransactionCommitted;
import io.replicator.change.ChangeEvent.TransactionStarted;
import io.replicator.change.SourcePosition;
import io.replicator.dialect.SourceEngine;
import io.replicator.progress.PipelineState;
import io.replicator.progress.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes events from the queue, applies them, and decides when to commit: at once when nothing waits, otherwise when a
 * batch is full, and always at the end of a source transaction. Owned by the applying thread.
 */
final class ApplyLoop {
    private static final Duration POLL = Duration.ofMillis(200);
    /** How often a position without rows is stored. */
    private static final Duration IDLE_SAVE = Duration.ofSeconds(5);

    private final SourceEngine engine;
    private final Progress progress;
    private final Clock clock;
    private final int commitRows;
    private final EventQueue queue;
    private final Applier applier;
    private final ChangeSource source;
    private final AlreadyCopied copied;
    private final SessionControl control;
    private final List<SchemaChanged> definitions = new ArrayList<>();
    private Instant lastCommit;
    /** Taken from the queue, but not all of it applied. */
    private ListIterator<ChangeEvent> events = Collections.emptyListIterator();

    private boolean inTransaction;
    private @Nullable SourcePosition committed;
    private @Nullable PendingChange pending;

    ApplyLoop(
            SessionFactory parts,
            EventQueue queue,
            Applier applier,
            ChangeSource source,
            AlreadyCopied copied,
            SessionControl control) {
        this.engine = parts.source().engine();
        this.progress = parts.progress();
        this.clock = parts.limits().clock();
        this.commitRows = parts.limits().apply().batchRows();
        this.queue = queue;
        this.applier = applier;
        this.source = source;
        this.copied = copied;
        this.control = control;
        this.lastCommit = clock.instant();
    }

    /** Runs until everything up to the goal is committed, and nothing behind it, or until stopped. */
    void runUntil(SourcePosition goal) throws InterruptedException {
        boolean reached = false;
        while (!reached && goesOn()) {
            await();
            reached = takeUpTo(goal);
            if (applier.isAtBoundary() && (reached || (queue.isEmpty() && isDue()))) {
                commit();
            }
        }
    }

    /** Takes what is there up to the goal, and leaves the rest. @return whether the goal is reached */
    private boolean takeUpTo(SourcePosition goal) {
        while (pending == null && events.hasNext()) {
            ChangeEvent event = events.next();
            if (beginsBehind(goal, event)) {
                events.previous();
                return true;
            }
            take(event);
            if (isFull()) {
                commit();
            }
            if (event instanceof TransactionCommitted end && isAtOrBehind(goal, end.position())) {
                return true;
            }
        }
        return false;
    }

    /** A transaction without captured changes may have no end of its own among the events. */
    private boolean beginsBehind(SourcePosition goal, ChangeEvent event) {
        return event instanceof TransactionStarted start && isAtOrBehind(goal, start.before());
    }

    private void catchUp(SourcePosition goal) throws InterruptedException {
        boolean reached = false;
        while (!reached && goesOn()) {
            reached = step(goal);
        }
    }

    /**
     * Runs until stopped, or up to a change of structure.
     *
     * @param goal where catching up ends and streaming begins
     * @param streamed for those who ask for a standstill
     */
    void run(SourcePosition from, SourcePosition goal, Streamed streamed) throws InterruptedException {
        committed = from;
        if (!isAtOrBehind(goal, from)) {
            progress.enter(PipelineState.CATCHING_UP, "applying the backlog up to " + goal);
            catchUp(goal);
        }
        if (goesOn()) {
            progress.enter(PipelineState.STREAMING, "up to date with the source");
        }
        while (goesOn()) {
            Optional<Standstill> standstill = control.standstills().next();
            if (standstill.isPresent()) {
                stand(standstill.get(), streamed);
            } else {
                step(goal);
            }
        }
        if (applier.isAtBoundary()) {
            commit();
        }
    }

    private boolean goesOn() {
        return pending == null && !control.stop().isStopped();
    }

    /** The change of structure at which the loop ended; empty if it ended for another reason. */
    Optional<PendingChange> pendingChange() {
        return Optional.ofNullable(pending);
    }

    /** Stands still between two transactions, goes on to the position that the other side then names, and stands there. */
    private void stand(Standstill standstill, Streamed streamed) throws InterruptedException {
        endTransaction();
        if (pending != null) {
            // The one who asked waits until the change is followed.
            control.standstills().ask(standstill);
            return;
        }
        try (standstill) {
            Optional<SourcePosition> goal = standstill.stand(streamed);
            if (goal.isPresent() && isAtOrBehind(committed, goal.get())) {
                if (!isAtOrBehind(goal.get(), committed)) {
                    runUntil(goal.get());
                }
                if (goesOn()) {
                    standstill.arrive();
                }
            }
        }
    }

    private void endTransaction() throws InterruptedException {
        while (inTransaction && goesOn()) {
            await();
            if (events.hasNext()) {
                take(events.next());
            }
        }
        if (applier.isAtBoundary()) {
            commit();
        }
    }

    private void await() throws InterruptedException {
        if (!events.hasNext()) {
            events = queue.poll(POLL).listIterator();
        }
    }

    /** One list of events. @return whether everything up to the goal is committed */
    private boolean step(SourcePosition goal) throws InterruptedException {
        await();
        boolean silent = !events.hasNext();
        boolean reached = false;
        while (pending == null && events.hasNext()) {
            take(events.next());
            if (isFull()) {
                reached = isAtOrBehind(goal, commit());
            }
        }
        if (applier.isAtBoundary() && queue.isEmpty() && isDue()) {
            reached = isAtOrBehind(goal, commit());
        }
        if (silent && applier.uncommittedRows() == 0) {
            idle();
        }
        return reached;
    }

    /** While catching up, nothing only means that the stream has not begun. */
    private void idle() {
        if (progress.state() == PipelineState.STREAMING) {
            progress.upToDate(queue.lastSign());
        } else {
            progress.alive();
        }
    }

    private void take(ChangeEvent event) {
        inTransaction =
                event instanceof TransactionStarted || (inTransaction && !(event instanceof TransactionCommitted));
        if (copied.contains(event)) {
            return;
        }
        if (event instanceof SchemaChanged change) {
            note(change);
        } else if (event instanceof TransactionCommitted end && !definitions.isEmpty()) {
            pending = new PendingChange(definitions, Optional.of(end.position()), source);
        } else {
            applier.apply(event);
        }
    }

    /** A statement that defines tables is a transaction of its own, so everything before it can be committed. */
    private void note(SchemaChanged change) {
        if (applier.isAtBoundary()) {
            commit();
        }
        definitions.add(change);
        if (!change.definition().isStatement()) {
            pending = new PendingChange(definitions, Optional.empty(), source);
        }
    }

    private boolean isFull() {
        return applier.isAtBoundary() && applier.uncommittedRows() >= commitRows;
    }

    private boolean isDue() {
        return applier.uncommittedRows() > 0
                || progress.state() != PipelineState.STREAMING
                || Duration.between(lastCommit, clock.instant()).compareTo(IDLE_SAVE) > 0;
    }

    private SourcePosition commit() {
        SourcePosition position = applier.commit();
        source.acknowledge(position);
        committed = position;
        lastCommit = clock.instant();
        control.onProgress().run();
        return position;
    }

    private boolean isAtOrBehind(SourcePosition goal, SourcePosition position) {
        return engine.compare(position, goal) >= 0;
    }
}
