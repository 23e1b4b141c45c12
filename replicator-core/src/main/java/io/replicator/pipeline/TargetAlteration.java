package io.replicator.pipeline;

import io.replicator.capture.Redefinition;
import io.replicator.capture.Redefinition.Altered;
import io.replicator.capture.Redefinition.Created;
import io.replicator.capture.Redefinition.Dropped;
import io.replicator.capture.Redefinition.Unknown;
import io.replicator.dialect.AlterStep.DropTable;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.pipeline.ddl.ChangeKind;
import io.replicator.pipeline.ddl.DdlPolicies.Action;
import io.replicator.pipeline.ddl.IndexChanges;
import io.replicator.pipeline.ddl.Step;
import io.replicator.pipeline.ddl.TableSteps;
import io.replicator.pipeline.plan.Plan;
import io.replicator.pipeline.plan.TablePlan;
import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the steps of one change on the target, as far as they are not taken and the policies allow; or stops before. */
final class TargetAlteration {
    private static final Logger LOG = LoggerFactory.getLogger(TargetAlteration.class);

    private final Target target;
    private final Connection connection;
    private final PendingChange pending;

    /** @param connection with a transaction of its own, which the caller commits */
    TargetAlteration(Target target, Connection connection, PendingChange pending) {
        this.target = target;
        this.connection = connection;
        this.pending = pending;
    }

    void apply(Redefinition effect, Plan before, Plan after) throws SQLException {
        if (effect instanceof Created) {
            create(mapping(after, effect), after);
            return;
        }
        TableMapping old = mapping(before, effect);
        TargetTable table = new TargetTable(target, connection, old);
        if (effect instanceof Altered altered) {
            TableMapping next = mapping(after, effect);
            TargetIndexes indexes = new TargetIndexes(target, connection, new IndexChanges(altered, before, after));
            take(new TableSteps(altered, old, next, table.isEmpty()).list(), table.becoming(next), indexes);
        } else if (effect instanceof Dropped dropped) {
            drop(table, dropped.renamed() ? renamed(old) : gone(old));
        } else if (effect instanceof Unknown unknown) {
            adopt(unknown, table, after);
        }
    }

    /** One that is there already, by a session that ended or by a person, must fit and be empty. */
    private void create(TableMapping mapping, Plan planned) throws SQLException {
        TargetTable table = new TargetTable(target, connection, mapping);
        if (table.exists()) {
            requireNone(table.isEmpty() ? table.differences() : List.of("table " + table.name() + " holds rows"));
            return;
        }
        for (TablePlan each : planned.tables()) {
            if (each.mapping().equals(mapping)) {
                table.execute(each.before());
            }
        }
        LOG.info("Followed the source: table {} is new", table.name());
    }

    private TableMapping mapping(Plan plan, Redefinition effect) {
        return Objects.requireNonNull(plan.mappings().get(effect.table()), () -> effect.table() + " is not planned");
    }

    private static Step gone(TableMapping table) {
        return Step.plain(ChangeKind.DROP_TABLE, "table " + table.target() + " is gone", new DropTable(table));
    }

    private static Step renamed(TableMapping table) {
        return Step.plain(
                ChangeKind.RENAME_TABLE,
                "table " + table.source().id()
                        + " has another name; apply drops it on the target and copies it under that"
                        + " name, ignore keeps it there, no longer replicated",
                new DropTable(table));
    }

    private void take(List<Step> steps, TargetTable table, TargetIndexes indexes) throws SQLException {
        List<Step> left = new ArrayList<>();
        List<String> undone = new ArrayList<>(indexes.undone());
        for (Step step : steps) {
            if (!table.has(step)) {
                Action action = action(step);
                if (action == Action.APPLY) {
                    left.add(step);
                } else if (action == Action.STOP) {
                    undone.add(table.described(step));
                }
            }
        }
        requireNone(undone);
        indexes.dropGone();
        for (Step step : left) {
            table.take(step);
            LOG.info("Followed the source: {} of {}", step.what(), table.name());
        }
        requireNone(table.differences());
    }

    /** Whether only a new copy brings the target there. */
    boolean needsCopy(Redefinition effect, Plan before, Plan after) throws SQLException {
        if (effect instanceof Altered altered) {
            TableMapping old = mapping(before, effect);
            TargetTable table = new TargetTable(target, connection, old).becoming(mapping(after, effect));
            for (Step step : new TableSteps(altered, old, table.after(), table.isEmpty()).list()) {
                if (!step.isPlain() && !table.has(step)) {
                    return true;
                }
            }
        }
        return effect instanceof Unknown && after.mappings().containsKey(effect.table());
    }

    private Action action(Step step) {
        Action action = target.ddl().of(step.kind());
        return step.isPlain() || action == Action.IGNORE ? action : Action.STOP;
    }

    private void drop(TargetTable table, Step step) throws SQLException {
        Action action = table.exists() ? action(step) : Action.IGNORE;
        if (action == Action.APPLY) {
            table.take(step);
        } else if (action == Action.STOP) {
            requireNone(List.of(table.described(step)));
        }
    }

    /** The catalog's structure counts once a person has brought the target there, or has decided that it is there. */
    private void adopt(Unknown unknown, TargetTable table, Plan after) throws SQLException {
        boolean decided = target.ddl().of(ChangeKind.OTHER) == Action.IGNORE;
        boolean gone = !after.mappings().containsKey(unknown.table());
        if (gone && decided) {
            return;
        }
        TargetTable next = gone ? table : table.becoming(mapping(after, unknown));
        if (!decided && (unknown.rowsToo() || !next.isMadeByHand())) {
            requireNone(List.of(unknown.reason() + "; make the target what it should be, and set "
                    + ChangeKind.OTHER.key() + ": ignore for as long as it takes to go on"));
        }
        requireNone(next.differences());
    }

    private void requireNone(List<String> undone) {
        if (!undone.isEmpty()) {
            throw new ReplicationException(
                    ErrorKind.SCHEMA_CHANGED,
                    "The structure of " + pending.changes().get(0).table() + " changed at the source: "
                            + pending.statement()
                            + pending.behind()
                                    .map(place -> "\n  which ends at " + place)
                                    .orElse("")
                            + "\n  The target does not fit yet:\n  " + String.join("\n  ", undone));
        }
    }
}
