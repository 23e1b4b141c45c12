package io.replicator.pipeline;

import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import io.replicator.checkpoint.Checkpoint;
import io.replicator.checkpoint.CheckpointStore;
import io.replicator.checkpoint.ChunkMark;
import io.replicator.dialect.SnapshotView;
import io.replicator.dialect.SourceEngine;
import io.replicator.dialect.TableWriter;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.pipeline.plan.Plan;
import io.replicator.progress.PipelineState;
import io.replicator.progress.TableState;
import io.replicator.schema.Table;
import io.replicator.snapshot.Snapshot;
import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshot as a step of a session: begins it at a position that becomes the checkpoint, or resumes it. Owned by the
 * pipeline's thread.
 *
 * <p>Chunks copied after an interruption are of a later position than the checkpoint, so the stream is applied over them
 * once more. Where that is not harmless the table is exact: copied as a whole at one position, and the stream's changes
 * before that position left out.
 */
final class InitialCopy implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InitialCopy.class);

    private final SessionFactory parts;
    private final CheckpointStore store;
    private final Plan plan;
    private final List<TableMapping> mappings;
    private final StopSignal stop;
    private final CascadeRules cascades;
    private final Set<TableId> exact;
    private @Nullable SnapshotView begun;

    InitialCopy(SessionFactory parts, CheckpointStore store, Plan plan, StopSignal stop) {
        this.parts = parts;
        this.store = store;
        this.plan = plan;
        this.mappings = List.copyOf(plan.mappings().values());
        this.stop = stop;
        this.cascades = new CascadeRules(mappings, parts.source().engine().logsCascades());
        this.exact = cascades.exactTables();
    }

    /** Opens the snapshot of a new pipeline and stores where it stands, before any row is copied. */
    void begin(Connection source) throws SQLException {
        List<Table> planned = mappings.stream().map(TableMapping::source).toList();
        parts.source().engine().prepare(parts.source().endpoint(), planned);
        SnapshotView view = open();
        begun = view;
        requireUnchanged(planned, SelectedTables.read(source, parts.source()));
        store.create(new Checkpoint(parts.source().engine().identity(source), view.position(), false, 0), planned);
    }

    /** The catalog is not part of the snapshot; what changed between planning and now makes the plan worthless. */
    static void requireUnchanged(List<Table> planned, List<Table> now) {
        for (Table table : planned) {
            if (now.stream()
                    .noneMatch(other -> other.id().equals(table.id()) && CapturedTables.sameStructure(table, other))) {
                throw new ReplicationException(
                        ErrorKind.CONFLICT, "The structure of " + table.id() + " changed while the copy began");
            }
        }
    }

    private SnapshotView open() {
        List<Table> exactTables = mappings.stream()
                .map(TableMapping::source)
                .filter(table -> exact.contains(table.id()))
                .toList();
        SnapshotView view = parts.source()
                .engine()
                .snapshot()
                .open(parts.source().endpoint(), parts.limits().snapshot().readers(), exactTables);
        LOG.info("Snapshot at {}: {}", view.position(), view.description());
        return view;
    }

    /**
     * Copies what is missing.
     *
     * @return the position that the stream must have passed for the target to be in a state the source had
     */
    SourcePosition complete(Checkpoint checkpoint) throws InterruptedException {
        if (!checkpoint.snapshotComplete()) {
            parts.progress().enter(PipelineState.SNAPSHOTTING, "copying " + mappings.size() + " tables");
            stop.interrupting(this::copy);
            store.snapshotComplete();
        }
        showCopied();
        SourceEngine engine = parts.source().engine();
        return store.chunkMarks().load().stream()
                .map(ChunkMark::position)
                .reduce(checkpoint.position(), (a, b) -> engine.compare(a, b) >= 0 ? a : b);
    }

    private void copy() throws InterruptedException {
        SnapshotView first = begun;
        if (first == null) {
            clearTables();
        }
        try (SnapshotView view = first != null ? first : open()) {
            new Snapshot(
                            parts.source().engine(),
                            parts.target().engine(),
                            parts.target().endpoint(),
                            store.chunkMarks(),
                            parts.progress(),
                            parts.limits().snapshot())
                    .copy(view, mappings);
        }
    }

    /** Empties what must be copied from its beginning: tables that were not begun, and exact ones. */
    private void clearTables() {
        List<ChunkMark> marks = store.chunkMarks().load();
        Set<TableId> marked = marks.stream().map(ChunkMark::table).collect(Collectors.toSet());
        Set<TableId> incomplete = Snapshot.incomplete(marks, mappings);
        Set<TableId> cascaded = cascades.cascadedTables();
        TargetPreparation target = new TargetPreparation(parts.target(), parts.progress());
        for (TableMapping mapping : mappings) {
            TableId table = mapping.source().id();
            if (!marked.contains(table)) {
                clear(mapping, target);
            } else if (exact.contains(table)
                    && (incomplete.contains(table)
                            // Without them the rest of the stream would not change it as its parents' keys do.
                            || (cascaded.contains(table) && !target.hasForeignKeys(plan, mapping)))) {
                forget(mapping);
            }
        }
    }

    /** Where marks do not commit with rows, rows without a mark may be right. */
    private void clear(TableMapping mapping, TargetPreparation target) {
        if (store.chunkMarks().commitWithRows()) {
            target.dropKeys(plan, mapping, connection -> requireWriter(connection, mapping));
            if (!target.isEmpty(mapping)) {
                forget(mapping);
            }
        }
    }

    /** In the transaction, before anything is done. There may be no marks to drop. */
    private void requireWriter(Connection connection, TableMapping mapping) throws SQLException {
        store.chunkMarks().forget(connection, mapping.source().id());
    }

    private void forget(TableMapping mapping) {
        try (Connection connection =
                        parts.target().engine().connect(parts.target().endpoint());
                TableWriter writer = parts.target().engine().writer(connection, mapping)) {
            requireWriter(connection, mapping);
            writer.truncate();
            connection.commit();
        } catch (SQLException e) {
            throw new ReplicationException(
                    parts.target().engine().classify(e),
                    "Emptying " + mapping.target() + " to copy it again failed: " + e.getMessage(),
                    e);
        }
    }

    private void showCopied() {
        Map<TableId, Long> rows = new HashMap<>();
        store.chunkMarks().load().forEach(mark -> rows.merge(mark.table(), mark.rows(), Long::sum));
        rows.forEach((table, count) -> {
            parts.progress().table(table).copyStarted(count, count);
            parts.progress().table(table).enter(TableState.COPIED);
        });
    }

    /** Per exact table, the position at which it was copied. */
    Map<TableId, SourcePosition> exactPositions() {
        Map<TableId, SourcePosition> positions = new HashMap<>();
        store.chunkMarks().load().stream()
                .filter(mark -> exact.contains(mark.table()))
                .forEach(mark -> positions.put(mark.table(), mark.position()));
        return positions;
    }

    /** Ends the snapshot's read transactions, if they are still open. */
    @Override
    public void close() {
        if (begun != null) {
            begun.close();
        }
    }
}
