package io.replicator.pipeline;

import io.replicator.apply.AppliedTables;
import io.replicator.apply.Applier;
import io.replicator.capture.ChangeSource;
import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import io.replicator.checkpoint.CheckpointStore;
import io.replicator.dialect.CascadeStandIn;
import io.replicator.error.ReplicationException;
import io.replicator.pipeline.plan.Plan;
import io.replicator.progress.PipelineState;
import io.replicator.schema.Table;
import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens change streams from the checkpoint and applies them. Owned by the pipeline's thread. */
final class Streaming {
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(30);

    private final SessionFactory parts;
    private final CheckpointStore store;
    private final List<TableMapping> mappings;
    private final Map<TableId, SourcePosition> exactPositions;
    private final SessionControl control;

    /** @param exactPositions per table whose copy must not be applied over, where it was copied */
    Streaming(
            SessionFactory parts,
            CheckpointStore store,
            Plan plan,
            Map<TableId, SourcePosition> exactPositions,
            SessionControl control) {
        this.parts = parts;
        this.store = store;
        this.mappings = List.copyOf(plan.mappings().values());
        this.exactPositions = exactPositions;
        this.control = control;
    }

    boolean isBehind(SourcePosition goal) {
        return parts.source().engine().compare(checkpoint(), goal) < 0;
    }

    /**
     * Applies everything up to the goal, and nothing behind it, without the target's foreign keys; or until stopped.
     *
     * @return the change of structure at which it ended before
     */
    Optional<PendingChange> until(SourcePosition goal) throws InterruptedException {
        parts.progress().enter(PipelineState.CATCHING_UP, "applying what happened during the snapshot");
        return apply(
                checkpoint(),
                new CascadeRules(mappings, parts.source().engine().logsCascades()).standIns(),
                loop -> loop.runUntil(goal));
    }

    /** Applies everything up to the goal, and nothing behind it. @return the change of structure at which it ended before */
    Optional<PendingChange> upTo(SourcePosition goal) throws InterruptedException {
        return isBehind(goal) ? apply(checkpoint(), List.of(), loop -> loop.runUntil(goal)) : Optional.empty();
    }

    /** Applies until stopped. @return the change of structure at which it ended before */
    Optional<PendingChange> forever() throws InterruptedException {
        SourcePosition from = checkpoint();
        return apply(
                from,
                List.of(),
                loop -> loop.run(from, sourceEnd(), new Streamed(parts.target().engine(), mappings)));
    }

    private SourcePosition checkpoint() {
        return store.load().orElseThrow(Session::checkpointGone).position();
    }

    private SourcePosition sourceEnd() {
        try (Connection connection =
                parts.source().engine().connect(parts.source().endpoint())) {
            return parts.source().engine().currentPosition(connection);
        } catch (SQLException e) {
            throw new ReplicationException(
                    parts.source().engine().classify(e), "Cannot read the source's position: " + e.getMessage(), e);
        }
    }

    private interface LoopRun {
        void run(ApplyLoop loop) throws InterruptedException;
    }

    private Optional<PendingChange> apply(SourcePosition from, List<CascadeStandIn> standIns, LoopRun run)
            throws InterruptedException {
        List<Table> tables = mappings.stream().map(TableMapping::source).toList();
        EventQueue queue = new EventQueue(parts.limits().clock(), SILENCE_LIMIT);
        try (Connection connection =
                        parts.target().engine().connect(parts.target().endpoint());
                ChangeSource source = parts.source().capture().open(tables);
                Applier applier = applier(connection, standIns);
                BacklogMonitor backlog = new BacklogMonitor(parts)) {
            backlog.start();
            parts.progress().queueFill(queue::fill);
            source.start(from, queue);
            AlreadyCopied copied = new AlreadyCopied(parts.source().engine(), exactPositions);
            ApplyLoop loop = new ApplyLoop(parts, queue, applier, source, copied, control);
            run.run(loop);
            return loop.pendingChange();
        } catch (SQLException e) {
            throw new ReplicationException(
                    parts.target().engine().classify(e), "Cannot close the target connection: " + e.getMessage(), e);
        } finally {
            parts.progress().queueFill(() -> 0);
        }
    }

    private Applier applier(Connection connection, List<CascadeStandIn> standIns) {
        return new Applier(
                connection,
                parts.target().engine(),
                store,
                new AppliedTables(mappings, standIns),
                parts.progress(),
                parts.limits().apply());
    }
}
