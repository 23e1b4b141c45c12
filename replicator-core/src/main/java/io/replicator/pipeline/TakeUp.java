package io.replicator.pipeline;

import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import io.replicator.checkpoint.CheckpointStore;
import io.replicator.checkpoint.ChunkMark;
import io.replicator.checkpoint.Redefined;
import io.replicator.dialect.AlterStep.DropTable;
import io.replicator.dialect.SnapshotView;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.pipeline.plan.Plan;
import io.replicator.pipeline.plan.Planner;
import io.replicator.pipeline.plan.TablePlan;
import io.replicator.progress.PipelineState;
import io.replicator.schema.Table;
import io.replicator.snapshot.Snapshot;
import io.replicator.typemapping.Departure;
import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Adds tables to a pipeline that runs. Their rows are read in a view of the source; the stream of the others is brought to
 * exactly the view's position; and there the new ones join, with every row of that position and no change before it. Cut
 * off in the middle, they are not in the pipeline, and the next session begins with them anew. Owned by the pipeline's
 * thread.
 */
final class TakeUp {
    private final SessionFactory parts;
    private final CheckpointStore store;
    private final Plan plan;
    private final StopSignal stop;

    TakeUp(SessionFactory parts, CheckpointStore store, Plan plan, StopSignal stop) {
        this.parts = parts;
        this.store = store;
        this.plan = plan;
        this.stop = stop;
    }

    /** @return the change of structure that the stream meets before; then, or if stopped, nothing is taken up yet */
    Optional<PendingChange> run(List<Table> fresh, Streaming streaming) throws InterruptedException {
        String names = fresh.stream().map(Table::id).map(TableId::toString).collect(Collectors.joining(", "));
        parts.progress().enter(PipelineState.SNAPSHOTTING, "taking up " + names);
        fresh.forEach(this::requireNoCascades);
        Plan planned = planned(fresh);
        parts.source().engine().prepare(parts.source().endpoint(), tables(fresh).toList());
        try (SnapshotView view = parts.source()
                .engine()
                .snapshot()
                .open(parts.source().endpoint(), parts.limits().snapshot().readers(), fresh)) {
            requireAsPlanned(fresh, view);
            Optional<PendingChange> change = streaming.upTo(view.position());
            if (change.isEmpty() && !stop.isStopped()) {
                createTables(planned);
                stop.interrupting(() -> copy(view, planned));
                register(new Redefined(view.position(), fresh, List.of()));
                parts.progress().note("replicating " + names + ", too");
            }
            return change;
        }
    }

    /** Rows that are gone with rows of a new table, before that is replicated, would stay on the target. */
    private void requireNoCascades(Table table) {
        CascadeRules cascades = new CascadeRules(
                List.copyOf(plan.mappings().values()), parts.source().engine().logsCascades());
        cascades.changedBy(table.id()).ifPresent(child -> {
            throw new ReplicationException(
                    ErrorKind.SCHEMA_CHANGED,
                    "New at the source: " + table.id() + ". A foreign key changes " + child
                            + " with it, of which the source's log does not tell. Drop the target tables and the"
                            + " checkpoint to copy all again, or exclude " + table.id());
        });
    }

    private Stream<Table> tables(List<Table> fresh) {
        return Stream.concat(plan.mappings().values().stream().map(TableMapping::source), fresh.stream());
    }

    /** The new tables as they map beside the others. */
    private Plan planned(List<Table> fresh) {
        Set<TableId> ids = fresh.stream().map(Table::id).collect(Collectors.toSet());
        List<TablePlan> all = Planner.plan(
                        tables(fresh).toList(),
                        List.of(),
                        parts.target().engine(),
                        parts.target().settings())
                .tables();
        Plan planned = new Plan(
                all.stream()
                        .filter(table -> ids.contains(table.mapping().source().id()))
                        .toList(),
                List.of());
        if (planned.isRefused()) {
            throw new ReplicationException(
                    ErrorKind.UNSUPPORTED,
                    "New at the source, and not possible on the target; exclude it:\n  "
                            + planned.refusals().stream()
                                    .map(Departure::toString)
                                    .collect(Collectors.joining("\n  ")));
        }
        return planned;
    }

    /** The catalog is not part of the view. */
    private void requireAsPlanned(List<Table> fresh, SnapshotView view) {
        try (Connection connection =
                parts.source().engine().connect(parts.source().endpoint())) {
            InitialCopy.requireUnchanged(fresh, SelectedTables.read(connection, parts.source()));
        } catch (SQLException e) {
            throw new ReplicationException(
                    parts.source().engine().classify(e), "Cannot read the source's catalog: " + e.getMessage(), e);
        }
        if (parts.source().engine().compare(view.position(), view.settledAt()) != 0) {
            throw new ReplicationException(
                    ErrorKind.CONFLICT,
                    "The new tables could not be read at one exact position. Grant RELOAD to the replicator's user");
        }
    }

    /** What an earlier attempt has left is known by its marks. */
    private void createTables(Plan planned) {
        Set<TableId> begun =
                store.chunkMarks().load().stream().map(ChunkMark::table).collect(Collectors.toSet());
        for (TableMapping mapping : planned.mappings().values()) {
            if (begun.contains(mapping.source().id())) {
                onTarget("dropping what was begun of " + mapping.target(), connection -> {
                    new TargetTable(parts.target(), connection, mapping)
                            .execute(parts.target().engine().schema().alter(new DropTable(mapping)));
                    store.chunkMarks().forget(connection, mapping.source().id());
                });
            }
        }
        new TargetPreparation(parts.target(), parts.progress()).createTables(planned);
    }

    private void copy(SnapshotView view, Plan planned) throws InterruptedException {
        new Snapshot(
                        parts.source().engine(),
                        parts.target().engine(),
                        parts.target().endpoint(),
                        store.chunkMarks(),
                        parts.progress(),
                        parts.limits().snapshot())
                .copy(view, List.copyOf(planned.mappings().values()));
    }

    private void register(Redefined joined) {
        onTarget("adding tables to the pipeline", connection -> store.redefine(connection, joined));
        store.redefined(joined);
    }

    private void onTarget(String doing, TargetPreparation.Work work) {
        try (Connection connection = parts.target().connectForDdl()) {
            work.run(connection);
            connection.commit();
        } catch (SQLException e) {
            SourcePosition at =
                    store.load().orElseThrow(Session::checkpointGone).position();
            throw new ReplicationException(
                    parts.target().engine().classify(e), "Failed " + doing + " at " + at + ": " + e.getMessage(), e);
        }
    }
}
