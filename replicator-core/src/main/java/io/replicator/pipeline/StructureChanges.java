package io.replicator.pipeline;

import io.replicator.capture.Redefinition;
import io.replicator.change.ChangeEvent.SchemaChanged;
import io.replicator.change.TableId;
import io.replicator.checkpoint.CheckpointStore;
import io.replicator.checkpoint.Redefined;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.error.RetryPolicy;
import io.replicator.pipeline.ddl.ChangeKind;
import io.replicator.pipeline.ddl.DdlPolicies.Action;
import io.replicator.pipeline.plan.Plan;
import io.replicator.pipeline.plan.Planner;
import io.replicator.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
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
        Redefined redefined = new Redefined(
                pending.behind()
                        .orElseGet(() -> store.load()
                                .orElseThrow(Session::checkpointGone)
                                .position()),
                next.changed(),
                next.gone());
        try (Connection connection =
                parts.target().engine().connect(parts.target().endpoint())) {
            for (Redefinition effect : effects) {
                new TargetAlteration(parts.target(), connection, pending).apply(effect, plan, planned);
            }
            store.redefine(connection, redefined);
            connection.commit();
        } catch (SQLException e) {
            throw failure(e, pending);
        }
        store.redefined(redefined);
        LOG.info("The target follows the source through: {}", pending.statement());
    }

    /** What cannot be derived, but leaves columns and key alone, is left alone, too. */
    private List<Redefinition> effects(PendingChange pending, List<Table> catalog) {
        Set<TableId> changed = pending.changes().stream()
                .filter(SchemaChanged::structureChanged)
                .map(SchemaChanged::table)
                .collect(Collectors.toSet());
        return pending.source().redefinitions(pending.changes(), catalog).stream()
                .filter(effect -> !(effect instanceof Redefinition.Unknown) || changed.contains(effect.table()))
                .filter(effect -> !isIgnored(effect))
                .toList();
    }

    /** A table that is not replicated now, and shall not be. */
    private boolean isIgnored(Redefinition effect) {
        boolean captured = plan.mappings().containsKey(effect.table());
        return !captured && parts.target().ddl().of(ChangeKind.CREATE_TABLE) == Action.IGNORE;
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
                "The target failed at following a change of structure: " + cause.getMessage() + "\n  at the source: "
                        + pending.statement(),
                cause);
    }
}
