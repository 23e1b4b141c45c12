package io.replicator.pipeline;

import io.replicator.checkpoint.Checkpoint;
import io.replicator.dialect.Finding;
import io.replicator.dialect.SnapshotView;
import io.replicator.dialect.TargetEngine;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.pipeline.plan.Doubt;
import io.replicator.pipeline.plan.Plan;
import io.replicator.pipeline.plan.Planner;
import io.replicator.pipeline.plan.TablePlan;
import io.replicator.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Looks at both sides without changing anything, and reports what stands against replication. */
public final class Preflight {
    private final Source source;
    private final Target target;

    public Preflight(Source source, Target target) {
        this.source = source;
        this.target = target;
    }

    /**
     * All findings, source first. What cannot even be connected is a failed finding, not an exception.
     *
     * @param stored gives the checkpoint of this pipeline, if it ran before
     */
    public List<Finding> findings(Supplier<Optional<Checkpoint>> stored) {
        List<Finding> findings = new ArrayList<>();
        Optional<Checkpoint> checkpoint = Optional.empty();
        try {
            checkpoint = stored.get();
        } catch (ReplicationException e) {
            if (e.kind() == ErrorKind.CONFIGURATION) {
                findings.add(failure("checkpoint", e));
            }
        }
        List<Table> tables = inspectSource(findings, checkpoint);
        inspectTarget(findings, tables, checkpoint.isPresent());
        return findings;
    }

    /** The plan for the selected tables. */
    public Plan plan() {
        try (Connection connection = source.engine().connect(source.endpoint());
                Connection there = target.engine().connect(target.endpoint())) {
            return Planner.plan(
                    SelectedTables.read(connection, source),
                    new FreeSequences(source, target).otherObjects(connection),
                    target.engine().on(there),
                    target.settings());
        } catch (SQLException e) {
            throw new ReplicationException(
                    source.engine().classify(e), "Reading the source's catalog failed: " + e.getMessage(), e);
        }
    }

    /** The plan with what reading all selected tables finds; takes as long as that. */
    public Plan planWithData() {
        Plan plan = plan();
        List<Doubt> doubts = new ArrayList<>();
        try (SnapshotView view = source.engine().snapshot().open(source.endpoint(), 1, List.of());
                Connection there = target.engine().connect(target.endpoint())) {
            Connection connection = view.readers().get(0);
            TargetEngine engine = target.engine().on(there);
            for (TablePlan table : plan.tables()) {
                if (!table.isRefused()) {
                    doubts.addAll(new DataInspection(source.engine(), engine, table.mapping()).inspect(connection));
                }
            }
            return plan.with(doubts);
        } catch (SQLException e) {
            throw new ReplicationException(
                    source.engine().classify(e), "Reading the source's tables failed: " + e.getMessage(), e);
        }
    }

    private List<Table> inspectSource(List<Finding> findings, Optional<Checkpoint> checkpoint) {
        try (Connection connection = source.engine().connect(source.endpoint())) {
            findings.add(Finding.passed("source", source.endpoint().toString()));
            List<Table> tables = SelectedTables.read(connection, source);
            findings.addAll(source.engine().preflight(connection, tables));
            findings.addAll(source.engine().outlook(connection));
            if (checkpoint.isPresent()) {
                findings.add(inspectRestart(connection, checkpoint.get()));
            }
            return tables;
        } catch (ReplicationException e) {
            findings.add(failure("source", e));
        } catch (SQLException e) {
            findings.add(Finding.failed("source", String.valueOf(e.getMessage()), "See the server's log."));
        }
        return List.of();
    }

    private Finding inspectRestart(Connection connection, Checkpoint checkpoint) throws SQLException {
        String identity = source.engine().identity(connection);
        if (!identity.equals(checkpoint.sourceIdentity())) {
            return Finding.failed(
                    "checkpoint",
                    "is of server " + checkpoint.sourceIdentity() + ", the source is " + identity,
                    ErrorKind.SOURCE_CHANGED.hint());
        }
        return source.engine()
                .gapAfter(connection, checkpoint.position())
                .map(gap -> Finding.failed("checkpoint", gap, ErrorKind.POSITION_LOST.hint()))
                .orElse(Finding.passed("checkpoint", "the source still has everything after it"));
    }

    private void inspectTarget(List<Finding> findings, List<Table> tables, boolean resumed) {
        try (Connection connection = target.engine().connect(target.endpoint())) {
            findings.add(Finding.passed("target", target.endpoint().toString()));
            findings.addAll(target.engine()
                    .schema()
                    .preflight(connection, target.settings().targetSchema()));
            Plan plan = Planner.plan(tables, List.of(), target.engine().on(connection), target.settings());
            plan.refusals()
                    .forEach(refusal ->
                            findings.add(Finding.failed("plan", refusal.toString(), "See `replicator plan`.")));
            for (TablePlan table : plan.tables()) {
                inspectTable(connection, table, resumed).ifPresent(findings::add);
            }
        } catch (ReplicationException e) {
            findings.add(failure("target", e));
        } catch (SQLException e) {
            findings.add(Finding.failed("target", String.valueOf(e.getMessage()), "See the server's log."));
        }
    }

    private Optional<Finding> inspectTable(Connection connection, TablePlan table, boolean resumed)
            throws SQLException {
        String name = "table " + table.mapping().target();
        Optional<List<String>> differences = target.engine().schema().differences(connection, table.mapping());
        if (differences.isEmpty()) {
            return Optional.empty();
        }
        if (!differences.get().isEmpty()) {
            return Optional.of(
                    Finding.failed(name, String.join("; ", differences.get()), ErrorKind.SCHEMA_MISMATCH.hint()));
        }
        if (!resumed && !target.engine().schema().isEmpty(connection, table.mapping())) {
            return Optional.of(
                    Finding.failed(name, "holds rows, but there is no checkpoint", "Empty the table, or drop it."));
        }
        return Optional.of(Finding.passed(name, "exists and fits"));
    }

    private static Finding failure(String subject, ReplicationException error) {
        return Finding.failed(
                subject, String.valueOf(error.getMessage()), error.kind().hint());
    }

    /** Refuses to run over failed findings. */
    static void requirePassed(List<Finding> findings) {
        String failed = findings.stream()
                .filter(finding -> finding.level() == Finding.Level.FAILED)
                .map(finding -> finding.subject() + ": " + finding.found() + ". " + finding.remedy())
                .collect(Collectors.joining("\n  "));
        if (!failed.isEmpty()) {
            throw new ReplicationException(
                    ErrorKind.SOURCE_SETTING, "The source is not ready for replication:\n  " + failed);
        }
    }
}
