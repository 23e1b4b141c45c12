package io.replicator.pipeline;

import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import io.replicator.checkpoint.CheckpointStore;
import io.replicator.checkpoint.Redefined;
import io.replicator.dialect.AlterStep.DropTable;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.pipeline.ddl.ChangeKind;
import io.replicator.pipeline.ddl.DdlPolicies.Action;
import io.replicator.pipeline.plan.Plan;
import io.replicator.schema.Table;
import io.replicator.snapshot.Snapshot;
import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Takes tables out of the pipeline and off the target, so that they are taken up anew, as {@link TakeUp} does with every
 * table that is not replicated yet. Owned by the pipeline's thread.
 */
final class Withdrawal {
    private final SessionFactory parts;
    private final CheckpointStore store;
    private final Plan plan;
    private final CascadeRules cascades;

    Withdrawal(SessionFactory parts, CheckpointStore store, Plan plan) {
        this.parts = parts;
        this.store = store;
        this.plan = plan;
        this.cascades = new CascadeRules(
                List.copyOf(plan.mappings().values()), parts.source().engine().logsCascades());
    }

    /** The tables of which something is still to be copied, or may have to be copied again. */
    List<TableMapping> notCopied() {
        List<TableMapping> mappings = List.copyOf(plan.mappings().values());
        Set<TableId> incomplete = Snapshot.incomplete(store.chunkMarks().load(), mappings);
        Set<TableId> exact = cascades.cascadedTables();
        return mappings.stream()
                .filter(mapping -> incomplete.contains(mapping.source().id())
                        || exact.contains(mapping.source().id()))
                .toList();
    }

    void carryOut(Set<TableId> tables, String why) {
        carryOut(tables, why, List.of());
    }

    /**
     * @param why in the operator's words
     * @param others tables that stay, with what they are like without these
     */
    void carryOut(Set<TableId> tables, String why, List<Table> others) {
        SourcePosition here = store.load().orElseThrow(Session::checkpointGone).position();
        tables.forEach(table -> requirePossible(table, why));
        TargetPreparation target = new TargetPreparation(parts.target(), parts.progress());
        for (TableId table : tables) {
            TableMapping mapping = Objects.requireNonNull(plan.mappings().get(table));
            // Only the writer may drop anything; in MySQL each DROP is a transaction of its own.
            target.dropKeys(plan, mapping, connection -> store.chunkMarks().forget(connection, table));
            drop(mapping, new Redefined(here, others, List.of(table)));
            parts.progress().note(table + " " + why + "; it is copied from its beginning");
        }
    }

    private void drop(TableMapping mapping, Redefined gone) {
        try (Connection connection = parts.target().connectForDdl()) {
            TargetTable table = new TargetTable(parts.target(), connection, mapping);
            table.execute(parts.target().engine().schema().alter(new DropTable(mapping)));
            store.redefine(connection, gone);
            connection.commit();
        } catch (SQLException e) {
            throw new ReplicationException(
                    parts.target().engine().classify(e),
                    "Dropping " + mapping.target() + " to copy it again failed: " + e.getMessage(),
                    e);
        }
        store.redefined(gone);
    }

    private void requirePossible(TableId table, String why) {
        refusal(table).ifPresent(reason -> {
            throw new ReplicationException(
                    ErrorKind.SCHEMA_CHANGED,
                    "Table " + table + " " + why + ", and cannot be copied by itself: " + reason
                            + ". Drop the target tables and the checkpoint to copy all again");
        });
    }

    private Optional<String> refusal(TableId table) {
        if (parts.target().ddl().of(ChangeKind.CREATE_TABLE) != Action.APPLY) {
            return Optional.of(ChangeKind.CREATE_TABLE.key() + " is not apply");
        }
        if (!store.chunkMarks().commitWithRows()) {
            return Optional.of("that needs `checkpoint.store: table`");
        }
        return cascades.changedBy(table)
                .map(child -> "a foreign key changes " + child + " with it, of which the source's log does not tell");
    }
}
