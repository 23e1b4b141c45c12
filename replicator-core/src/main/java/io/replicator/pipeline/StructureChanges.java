package io.replicator.pipeline;

import io.replicator.capture.Redefinition;
import io.replicator.capture.Redefinition.Altered;
import io.replicator.capture.Redefinition.Created;
import io.replicator.capture.Redefinition.Dropped;
import io.replicator.change.ChangeEvent.SchemaChanged;
import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import io.replicator.checkpoint.CheckpointStore;
import io.replicator.checkpoint.ChunkMark;
import io.replicator.checkpoint.Redefined;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.error.RetryPolicy;
import io.replicator.pipeline.ddl.ChangeKind;
import io.replicator.pipeline.ddl.DdlPolicies;
import io.replicator.pipeline.ddl.DdlPolicies.Action;
import io.replicator.pipeline.plan.Plan;
import io.replicator.pipeline.plan.Planner;
import io.replicator.schema.ForeignKey;
import io.replicator.schema.KeptParts;
import io.replicator.schema.Table;
import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings target and checkpoint behind a change of structure at the source, or stops right before it. What is done when the
 * process ends in the middle is found done by the next session, for which the log begins with the same change. Owned by the
 * pipeline's thread.
 */
final class StructureChanges {
    private static final Logger LOG = LoggerFactory.getLogger(StructureChanges.class);

    private final SessionFactory parts;
    private final CheckpointStore store;
    private final Plan plan;

    StructureChanges(SessionFactory parts, CheckpointStore store, Plan plan) {
        this.parts = parts;
        this.store = store;
        this.plan = plan;
    }

    void apply(PendingChange pending) {
        List<Table> catalog = catalog();
        List<Redefinition> effects = effects(pending, catalog);
        effects.forEach(effect -> store.stoppedAtChange(effect.table()));
        NextStructure next = NextStructure.of(plan, effects, catalog);
        Plan planned = Planner.plan(
                next.tables(),
                List.of(),
                parts.target().engine(),
                parts.target().settings());
        requireMappable(planned, pending);
        Set<TableId> anew = toCopyAnew(effects, planned, pending);
        if (anew.isEmpty()) {
            follow(pending, effects, planned, next);
        } else {
            // The change is met once more, if it is about other tables, too.
            new Withdrawal(parts, store, plan)
                    .carryOut(anew, "changed at the source: " + pending.statement(), renamedParents(anew, catalog));
        }
        LOG.info("The target follows the source through: {}", pending.statement());
    }

    private void follow(PendingChange pending, List<Redefinition> effects, Plan planned, NextStructure next) {
        Redefined redefined = new Redefined(pending.behind().orElseGet(this::checkpoint), next.changed(), next.gone());
        try (Connection connection = parts.target().connectForDdl()) {
            for (Redefinition effect : effects) {
                new TargetAlteration(parts.target(), connection, pending).apply(effect, plan, planned);
                if (effect instanceof Created) {
                    store.chunkMarks().record(connection, empty(effect.table(), redefined.position()));
                }
            }
            store.redefine(connection, redefined);
            connection.commit();
        } catch (SQLException e) {
            throw failure(e, pending);
        }
        effects.stream()
                .filter(Created.class::isInstance)
                .forEach(effect -> store.chunkMarks().committed(empty(effect.table(), redefined.position())));
        store.redefined(redefined);
    }

    /** A foreign key follows its table to another name without a word in the log. */
    private List<Table> renamedParents(Set<TableId> anew, List<Table> catalog) {
        Set<TableId> there = catalog.stream().map(Table::id).collect(Collectors.toSet());
        return plan.mappings().values().stream()
                .map(TableMapping::source)
                .filter(child -> !anew.contains(child.id()))
                .filter(child -> child.foreignKeys().stream()
                        .map(ForeignKey::referencedTable)
                        .anyMatch(parent -> anew.contains(parent) && !there.contains(parent)))
                .flatMap(child -> catalog.stream()
                        .filter(now -> now.id().equals(child.id()) && CapturedTables.sameStructure(child, now)))
                .toList();
    }

    private SourcePosition checkpoint() {
        return store.load().orElseThrow(Session::checkpointGone).position();
    }

    /** The tables for which the user wants a new copy rather than a stop. */
    private Set<TableId> toCopyAnew(List<Redefinition> effects, Plan planned, PendingChange pending) {
        DdlPolicies policies = parts.target().ddl();
        Set<TableId> anew = new HashSet<>();
        try (Connection connection = parts.target().connectForDdl()) {
            TargetAlteration alteration = new TargetAlteration(parts.target(), connection, pending);
            for (Redefinition effect : effects) {
                boolean renamed = effect instanceof Dropped dropped && dropped.renamed();
                if ((renamed && policies.of(ChangeKind.RENAME_TABLE) == Action.APPLY)
                        || (policies.of(ChangeKind.OTHER) == Action.APPLY
                                && alteration.needsCopy(effect, plan, planned))) {
                    anew.add(effect.table());
                }
            }
            return anew;
        } catch (SQLException e) {
            throw failure(e, pending);
        }
    }

    /** There is nothing to copy of a table that is created empty. */
    private static ChunkMark empty(TableId table, SourcePosition position) {
        return new ChunkMark(table, 0, List.of(), List.of(), position, 0);
    }

    /** What cannot be derived, but leaves columns and key alone, is left alone, too. */
    private List<Redefinition> effects(PendingChange pending, List<Table> catalog) {
        Set<TableId> changed = pending.changes().stream()
                .filter(SchemaChanged::structureChanged)
                .map(SchemaChanged::table)
                .collect(Collectors.toSet());
        return pending.source().redefinitions(pending.changes(), catalog).stream()
                .map(this::withoutIgnored)
                .filter(effect -> !(effect instanceof Redefinition.Unknown) || changed.contains(effect.table()))
                .filter(effect -> !(effect instanceof Created) || isTakenUp())
                .toList();
    }

    private Redefinition withoutIgnored(Redefinition effect) {
        boolean ignored = parts.target().ddl().of(ChangeKind.CHANGE_INDEX) == Action.IGNORE;
        if (ignored
                && effect instanceof Altered altered
                && altered.before().keyIndex().equals(altered.after().keyIndex())) {
            Table after = new KeptParts(altered.before(), altered.after().columns())
                    .table(altered.after().primaryKey());
            return new Altered(altered.before(), after, altered.renamed(), altered.added());
        }
        return effect;
    }

    /** Otherwise the next session finds the new table and says what becomes of it. */
    private boolean isTakenUp() {
        return parts.target().ddl().of(ChangeKind.CREATE_TABLE) == Action.APPLY;
    }

    private List<Table> catalog() {
        try (Connection connection =
                parts.source().engine().connect(parts.source().endpoint())) {
            return parts.source().engine().tables(connection, parts.source().selection());
        } catch (SQLException e) {
            throw new ReplicationException(
                    parts.source().engine().classify(e), "Cannot read the source's catalog: " + e.getMessage(), e);
        }
    }

    private static void requireMappable(Plan planned, PendingChange pending) {
        if (planned.isRefused()) {
            throw new ReplicationException(
                    ErrorKind.SCHEMA_CHANGED,
                    "The source changed a table into one that the target cannot have: " + pending.statement() + "\n  "
                            + planned.refusals().stream().map(Object::toString).collect(Collectors.joining("\n  ")));
        }
    }

    private ReplicationException failure(SQLException cause, PendingChange pending) {
        ErrorKind kind = parts.target().engine().classify(cause);
        boolean passes = kind.policy() == RetryPolicy.RETRY;
        return new ReplicationException(
                passes ? kind : ErrorKind.SCHEMA_CHANGED,
                "The target failed at following a change of structure: " + cause.getMessage()
                        + (kind == ErrorKind.CONFLICT
                                ? "\n  Something on the target holds a lock on the table, such as a long transaction"
                                : "")
                        + "\n  at the source: " + pending.statement(),
                cause);
    }
}
