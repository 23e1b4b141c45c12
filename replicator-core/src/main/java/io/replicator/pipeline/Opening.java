package io.replicator.pipeline;

import io.replicator.change.TableId;
import io.replicator.checkpoint.Checkpoint;
import io.replicator.checkpoint.CheckpointStore;
import io.replicator.dialect.SourceEngine;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.pipeline.plan.Plan;
import io.replicator.pipeline.plan.Planner;
import io.replicator.schema.Table;
import io.replicator.typemapping.Departure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a session finds at its start: which tables, how they map, and whether the checkpoint can be continued. */
final class Opening {
    private final SessionFactory parts;
    private final Connection source;
    private final CheckpointStore store;

    Opening(SessionFactory parts, Connection source, CheckpointStore store) {
        this.parts = parts;
        this.source = source;
        this.store = store;
    }

    /**
     * What a session works on.
     *
     * @param fresh tables that are to be taken up once all others are up to date
     */
    record Opened(Plan plan, List<Table> fresh) {}

    /** A new pipeline; refuses settings, tables and types that would lose changes. */
    Opened begin() throws SQLException {
        return new Opened(plan(catalog()), List.of());
    }

    /** A pipeline that ran before; refuses to continue over a possible gap. */
    Opened resume(Checkpoint checkpoint, TargetPreparation target) throws SQLException {
        verify(checkpoint);
        List<Table> catalog = catalog();
        CapturedTables captured = new CapturedTables(store, parts.source().selection(), catalog);
        Plan plan = plan(refreshed(captured.resumed(), catalog));
        if (!checkpoint.snapshotComplete()) {
            plan = withoutChanged(plan, captured, catalog);
        }
        target.verifyTables(plan, captured.atChange());
        return new Opened(plan, new FreshTables(parts).toTakeUp(captured.fresh()));
    }

    /** Tables that changed before they were copied begin anew once all others are up to date. */
    private Plan withoutChanged(Plan plan, CapturedTables captured, List<Table> catalog) throws SQLException {
        Withdrawal withdrawal = new Withdrawal(parts, store, plan);
        Set<TableId> changed = withdrawal.notCopied().stream()
                .filter(mapping -> captured.isChanged(mapping.source()))
                .map(mapping -> mapping.source().id())
                .collect(Collectors.toSet());
        if (changed.isEmpty()) {
            return plan;
        }
        withdrawal.carryOut(changed, "changed at the source before it was copied");
        return plan(refreshed(captured.resumed(), catalog));
    }

    /** The stored structures with what the log does not tell of. */
    private List<Table> refreshed(List<Table> stored, List<Table> catalog) {
        Map<TableId, Table> now = catalog.stream().collect(Collectors.toMap(Table::id, Function.identity()));
        return stored.stream()
                .map(table -> parts.source().engine().refreshed(table, now.getOrDefault(table.id(), table)))
                .toList();
    }

    private List<Table> catalog() throws SQLException {
        List<Table> tables = SelectedTables.read(source, parts.source());
        Preflight.requirePassed(parts.source().engine().preflight(source, tables));
        return tables;
    }

    private Plan plan(List<Table> tables) throws SQLException {
        requireKeysForFile(tables);
        Plan plan = Planner.plan(
                tables,
                new FreeSequences(parts.source(), parts.target()).otherObjects(source),
                parts.target().engine(),
                parts.target().settings());
        if (plan.isRefused()) {
            throw new ReplicationException(
                    ErrorKind.UNSUPPORTED,
                    "The plan refuses these tables; nothing was copied:\n  "
                            + plan.refusals().stream().map(Departure::toString).collect(Collectors.joining("\n  ")));
        }
        return plan;
    }

    /** Applying changes of a table without a key twice would double rows. */
    private void requireKeysForFile(List<Table> tables) {
        if (!store.chunkMarks().commitWithRows()) {
            tables.stream().filter(table -> !table.hasRowKey()).findFirst().ifPresent(table -> {
                throw new ReplicationException(
                        ErrorKind.UNSUPPORTED,
                        "Table " + table.id()
                                + " has neither a primary key nor a unique key of NOT NULL columns, which needs `checkpoint.store: table`; exclude it"
                                + " or keep the checkpoint on the target");
            });
        }
    }

    private void verify(Checkpoint checkpoint) throws SQLException {
        SourceEngine engine = parts.source().engine();
        String identity = engine.identity(source);
        if (!identity.equals(checkpoint.sourceIdentity())) {
            throw new ReplicationException(
                    ErrorKind.SOURCE_CHANGED,
                    "The source at " + parts.source().endpoint() + " is server " + identity
                            + ", but the checkpoint is of server " + checkpoint.sourceIdentity());
        }
        Optional<String> gap = engine.gapAfter(source, checkpoint.position());
        if (gap.isPresent()) {
            throw new ReplicationException(
                    ErrorKind.POSITION_LOST,
                    "Streaming cannot continue at " + checkpoint.position() + ": " + gap.get());
        }
    }
}
