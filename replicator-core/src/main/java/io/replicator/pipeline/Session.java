package io.replicator.pipeline;

import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import io.replicator.checkpoint.Checkpoint;
import io.replicator.checkpoint.CheckpointStore;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.pipeline.Opening.Opened;
import io.replicator.pipeline.plan.Plan;
import io.replicator.progress.PipelineState;
import io.replicator.progress.Progress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt: becomes the writer, derives from the target what is left to do, and does it until told to stop or until
 * something fails. Owned by the pipeline's thread.
 */
final class Session {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final Duration STANDBY_INTERVAL = Duration.ofSeconds(1);
    private static final Duration PAUSED_INTERVAL = Duration.ofSeconds(1);
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(10);

    private final SessionFactory parts;
    private final SessionControl control;
    private final Progress progress;
    private boolean opened;

    Session(SessionFactory parts, SessionControl control) {
        this.parts = parts;
        this.control = control;
        this.progress = parts.progress();
    }

    /** Whether source and target were both reached, or the target at least as a standby. */
    boolean hasOpened() {
        return opened;
    }

    void run() throws InterruptedException {
        progress.enter(PipelineState.PREPARING, "connecting");
        Connection own = parts.target().engine().connect(parts.target().endpoint());
        try (CheckpointStore store = parts.checkpoints().open(own)) {
            awaitLeadership(store);
            while (!control.stop().isForGood()) {
                stayPaused(own);
                control.stop().begin();
                replicateUntilStopped(own, store);
            }
        } catch (SQLException e) {
            throw new ReplicationException(
                    parts.source().engine().classify(e), "The source failed: " + e.getMessage(), e);
        }
    }

    private void awaitLeadership(CheckpointStore store) throws InterruptedException {
        while (!store.tryAcquire()) {
            opened = true;
            progress.enter(PipelineState.STANDBY, "another process runs this pipeline; waiting to take over");
            if (control.stop().awaitStop(STANDBY_INTERVAL)) {
                throw new InterruptedException("stopped");
            }
        }
    }

    /** Holds the pipeline's lock meanwhile. */
    private void stayPaused(Connection own) throws SQLException, InterruptedException {
        while (control.stop().isPaused()) {
            progress.enter(PipelineState.PAUSED, "paused as asked; the checkpoint is written");
            if (!own.isValid((int) LOCK_PATIENCE.toSeconds())) {
                throw new ReplicationException(
                        ErrorKind.CONNECTION, "The target connection that holds the pipeline's lock broke in a pause");
            }
            control.stop().awaitResumption(PAUSED_INTERVAL);
        }
    }

    /** What an interruption breaks off needs no repair, like all that ends a session. */
    private void replicateUntilStopped(Connection own, CheckpointStore store)
            throws SQLException, InterruptedException {
        if (control.stop().isForGood()) {
            return;
        }
        progress.enter(PipelineState.PREPARING, "reading source and target");
        long before = control.stop().interruptions();
        try (Connection source = parts.source().engine().connect(parts.source().endpoint())) {
            opened = true;
            replicate(parts.on(own), store, source);
        } catch (InterruptedException e) {
            // Otherwise it was a pause, which may be over by now, or a restart.
            if (control.stop().isForGood()) {
                throw e;
            }
        } catch (ReplicationException e) {
            if (control.stop().interruptions() == before) {
                throw e;
            }
            LOG.info("Interrupted in the middle of something: {}", e.getMessage());
        }
        if (Thread.interrupted()) {
            LOG.debug("The interruption came when the last step had just ended");
        }
    }

    /** @param here the parts as they are on this target */
    private void replicate(SessionFactory here, CheckpointStore store, Connection source)
            throws SQLException, InterruptedException {
        Opening opening = new Opening(here, source, store);
        TargetPreparation target = new TargetPreparation(here.target(), progress);
        Optional<Checkpoint> before = store.load();
        Opened opened = before.isPresent() ? opening.resume(before.get(), target) : opening.begin();
        Plan plan = opened.plan();
        SourcePosition consistent;
        Map<TableId, SourcePosition> exactPositions;
        try (InitialCopy copy = new InitialCopy(here, store, plan, control.stop())) {
            if (before.isEmpty()) {
                target.createTables(plan);
                copy.begin(source);
            } else {
                new CopyAgain(here, store, plan).carryOut(control.copyAgain());
            }
            Checkpoint checkpoint = store.load().orElseThrow(Session::checkpointGone);
            progress.checkpointed(checkpoint.position(), here.limits().clock().instant());
            consistent = copy.complete(checkpoint);
            exactPositions = copy.exactPositions();
        }
        Streaming streaming = new Streaming(here, store, plan, exactPositions, control);
        Next next = () -> opened.fresh().isEmpty()
                ? streaming.forever()
                : new TakeUp(here, store, plan, control.stop()).run(opened.fresh(), streaming);
        stream(streaming, plan, target, consistent, next).ifPresent(change -> {
            progress.enter(PipelineState.PREPARING, "following a change of structure");
            new StructureChanges(here, store, plan).apply(change);
            control.onProgress().run();
        });
    }

    /** What a session does once the target is in a state that the source had, until it ends. */
    private interface Next {
        Optional<PendingChange> run() throws InterruptedException;
    }

    /**
     * Streams without indexes up to the last chunk's position, adds them, and goes on to what comes next.
     *
     * @return the change of structure at which it ended
     */
    private Optional<PendingChange> stream(
            Streaming streaming, Plan plan, TargetPreparation target, SourcePosition consistent, Next next)
            throws InterruptedException {
        if (!target.hasAllDeferredObjects(plan)) {
            LOG.info("Indexes and constraints are created once the stream has passed {}", consistent);
            Optional<PendingChange> change =
                    streaming.isBehind(consistent) ? streaming.until(consistent) : Optional.empty();
            if (change.isPresent() || control.stop().isStopped()) {
                return change;
            }
            control.stop().interrupting(() -> target.createDeferredObjects(plan));
        }
        sequences().carry();
        target.tablesReady(plan);
        Optional<PendingChange> change = next.run();
        target.advanceIdentities(plan);
        sequences().carry();
        return change;
    }

    private FreeSequences sequences() {
        return new FreeSequences(parts.source(), parts.target());
    }

    static ReplicationException checkpointGone() {
        return new ReplicationException(ErrorKind.FENCED, "The checkpoint is gone from where it is stored");
    }
}
