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
import io.replicator.pipeline.ddl.Step;
import io.replicator.pipeline.ddl.TableSteps;
import io.replicator.pipeline.plan.Plan;
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
        if (!before.mappings().containsKey(effect.table())) {
            requireNone(List.of(((Unknown) effect).reason() + "; exclude it, or set " + ChangeKind.CREATE_TABLE.key()
                    + ": ignore, and it is not replicated"));
        }
        TableMapping old = mapping(before, effect);
        TargetTable table = new TargetTable(target, connection, old);
        if (effect instanceof Altered altered) {
            TableMapping next = mapping(after, effect);
            take(new TableSteps(altered, old, next, table.isEmpty()).list(), table.becoming(next));
        } else if (effect instanceof Dropped) {
            drop(table, Step.plain(ChangeKind.DROP_TABLE, "table " + old.target() + " is gone", new DropTable(old)));
        } else if (effect instanceof Unknown unknown) {
            adopt(unknown, table, after);
        }
    }

    /** One that is there already, by a session that ended or by a person, must fit and be empty. */
    private void create(TableMapping mapping, Plan planned) throws SQLException {
        TargetTable table = new TargetTable(target, connection, mapping);
        List<String> statements = planned.tables().stream()
                .filter(each -> each.mapping().equals(mapping))
                .flatMap(each -> each.before().stream())
                .toList();
        if (table.exists()) {
            requireNone(table.isEmpty() ? table.differences() : List.of("table " + table.name() + " holds rows"));
        } else if (target.ddl().of(ChangeKind.CREATE_TABLE) == Action.STOP) {
            requireNone(List.of("table " + table.name() + " is new (" + ChangeKind.CREATE_TABLE.key()
                    + "); on the target: " + String.join("; ", statements)));
        } else {
            table.execute(statements);
            LOG.info("Followed the source: table {} is new", table.name());
        }
    }

    private TableMapping mapping(Plan plan, Redefinition effect) {
        return Objects.requireNonNull(plan.mappings().get(effect.table()), () -> effect.table() + " is not planned");
    }

    private void take(List<Step> steps, TargetTable table) throws SQLException {
        List<Step> left = new ArrayList<>();
        List<String> undone = new ArrayList<>();
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
        for (Step step : left) {
            table.take(step);
            LOG.info("Followed the source: {} of {}", step.what(), table.name());
        }
        requireNone(table.differences());
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
