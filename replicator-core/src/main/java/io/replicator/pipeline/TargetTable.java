package io.replicator.pipeline;

import io.replicator.dialect.AlterStep.AddColumn;
import io.replicator.dialect.AlterStep.ChangeColumn;
import io.replicator.dialect.AlterStep.DropColumn;
import io.replicator.dialect.AlterStep.RenameColumn;
import io.replicator.dialect.TargetSchema;
import io.replicator.pipeline.ddl.ChangeKind;
import io.replicator.pipeline.ddl.DdlPolicies.Action;
import io.replicator.pipeline.ddl.Step;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A table of the target between two mappings.
 *
 * @param before the mapping by which its rows were written so far
 * @param after the next one
 */
record TargetTable(Target target, Connection connection, TableMapping before, TableMapping after) {
    TargetTable(Target target, Connection connection, TableMapping mapping) {
        this(target, connection, mapping, mapping);
    }

    TargetTable becoming(TableMapping next) {
        return new TargetTable(target, connection, before, next);
    }

    String name() {
        return after.target().toString();
    }

    boolean exists() throws SQLException {
        return !columns().isEmpty();
    }

    boolean isEmpty() throws SQLException {
        return exists() && schema().isEmpty(connection, before);
    }

    /** Why rows of the next mapping cannot be written. */
    List<String> differences() throws SQLException {
        return differences(after);
    }

    private List<String> differences(TableMapping mapping) throws SQLException {
        return schema().differences(connection, mapping).orElse(List.of(name() + " is not there"));
    }

    /** Whether the step is taken already, by a session that ended or by a person. */
    boolean has(Step step) throws SQLException {
        List<String> columns = columns();
        if (step.alter() instanceof AddColumn add
                && columns.contains(add.column().targetName())) {
            // The default of what exists may still be the one for existing rows.
            return !step.isPlain() || target.ddl().of(step.kind()) != Action.APPLY;
        }
        if (step.alter() instanceof DropColumn drop) {
            return !columns.contains(drop.name());
        }
        if (step.alter() instanceof RenameColumn rename) {
            return !columns.contains(rename.from())
                    && columns.contains(rename.column().targetName());
        }
        if (step.alter() instanceof AddColumn) {
            return false;
        }
        return step.kind() == ChangeKind.CHANGE_COLUMN
                ? target.ddl().of(step.kind()) != Action.APPLY && differences().isEmpty()
                : isMadeByHand();
    }

    /** Whether it takes rows of the next mapping, and none of the former: nobody but a person can have done that. */
    boolean isMadeByHand() throws SQLException {
        List<String> columns = columns();
        boolean hasNew = after.columns().stream()
                .map(ColumnMapping::targetName)
                .filter(name -> before.columns().stream()
                        .noneMatch(column -> column.targetName().equals(name)))
                .anyMatch(columns::contains);
        return differences().isEmpty() && (hasNew || !differences(before).isEmpty());
    }

    void take(Step step) throws SQLException {
        boolean there = step.alter() instanceof AddColumn add
                && columns().contains(add.column().targetName());
        execute(there ? completing((AddColumn) step.alter()) : statements(step));
    }

    void execute(List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private List<String> completing(AddColumn add) {
        return schema().alter(new ChangeColumn(after, add.column(), add.column()));
    }

    private List<String> statements(Step step) {
        return step.alter() == null ? List.of() : schema().alter(step.alter());
    }

    /** For the person who has to take it. */
    String described(Step step) {
        List<String> statements = statements(step);
        return step.what() + " (" + step.kind().key() + ")"
                + (statements.isEmpty() ? "" : "; on the target: " + String.join("; ", statements));
    }

    private List<String> columns() throws SQLException {
        return schema().columns(connection, before.target());
    }

    private TargetSchema schema() {
        return target.engine().schema();
    }
}
