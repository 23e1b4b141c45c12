package io.replicator.dialect.postgresql;

import io.replicator.dialect.AlterStep;
import io.replicator.dialect.AlterStep.AddColumn;
import io.replicator.dialect.AlterStep.ChangeColumn;
import io.replicator.dialect.AlterStep.DropColumn;
import io.replicator.dialect.AlterStep.DropTable;
import io.replicator.dialect.AlterStep.RenameColumn;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the steps from one structure of a table to the next. */
record AlterDdl(TableMapping mapping) {

    List<String> statements(AlterStep step) {
        if (step instanceof AddColumn add) {
            return add(add);
        }
        if (step instanceof DropTable) {
            return List.of("DROP TABLE IF EXISTS " + PostgresNames.qualified(mapping.target()));
        }
        if (step instanceof ChangeColumn change) {
            return change(change);
        }
        if (step instanceof RenameColumn rename) {
            return rename(rename);
        }
        String name = ((DropColumn) step).name();
        return List.of(alter("DROP COLUMN IF EXISTS " + PostgresNames.quote(name)));
    }

    /** Existing rows get their value as a default, which the server need not write into each. */
    private List<String> add(AddColumn step) {
        ColumnMapping column = step.column();
        List<String> statements = new ArrayList<>();
        if (ColumnDdl.hasSequence(column)) {
            statements.add("CREATE SEQUENCE IF NOT EXISTS " + ColumnDdl.sequence(mapping, column));
        }
        boolean plain = column.computed() || column.source().identity();
        ColumnMapping first = plain ? column : column.withDefault(step.existing());
        statements.add(alter("ADD COLUMN IF NOT EXISTS " + ddl(first)));
        if (!plain && !defaultOf(first).equals(defaultOf(column))) {
            statements.add(setDefault(column));
        }
        statements.addAll(comment(column));
        statements.addAll(onUpdate());
        return statements;
    }

    /** A CHECK of labels is called by its column. */
    private List<String> rename(RenameColumn step) {
        List<String> statements = new ArrayList<>();
        statements.add(alter("RENAME COLUMN " + PostgresNames.quote(step.from()) + " TO "
                + PostgresNames.quote(step.column().targetName())));
        String former = ColumnDdl.labelConstraint(mapping, step.from());
        boolean labelled =
                !SameEngine.is(mapping) && labelCondition(step.column()).isPresent();
        if (labelled) {
            statements.add(alter("DROP CONSTRAINT IF EXISTS " + PostgresNames.quote(former)));
            statements.addAll(labels(step.column()));
        }
        return statements;
    }

    private Optional<String> labelCondition(ColumnMapping column) {
        return new ColumnDdl(mapping, column, unheard()).labelCondition();
    }

    private String ddl(ColumnMapping column) {
        return new ColumnDdl(mapping, column, unheard()).text();
    }

    private List<String> change(ChangeColumn step) {
        ColumnMapping column = step.column();
        List<String> statements = new ArrayList<>();
        if (!column.type().ddl().equals(step.before().type().ddl())) {
            statements.add(alter(column(column) + " TYPE " + column.type().ddl()));
        }
        if (column.isNullable() != step.before().isNullable()) {
            statements.add(alter(column(column) + (column.isNullable() ? " DROP" : " SET") + " NOT NULL"));
        }
        if (!column.computed() && !column.source().identity()) {
            statements.add(setDefault(column));
        }
        if (!SameEngine.is(mapping)
                && !column.source().type().equals(step.before().source().type())) {
            statements.addAll(labels(column));
        }
        if (!column.source().comment().equals(step.before().source().comment())) {
            statements.addAll(comment(column));
        }
        return statements;
    }

    /** The CHECK that stands for ENUM and SET. */
    private List<String> labels(ColumnMapping column) {
        String name = PostgresNames.quote(ColumnDdl.labelConstraint(mapping, column.targetName()));
        List<String> statements = new ArrayList<>();
        statements.add(alter("DROP CONSTRAINT IF EXISTS " + name));
        labelCondition(column)
                .ifPresent(check -> statements.add(alter("ADD CONSTRAINT " + name + " CHECK (" + check + ")")));
        return statements;
    }

    private String setDefault(ColumnMapping column) {
        return alter(column(column)
                + defaultOf(column).map(sql -> " SET DEFAULT " + sql).orElse(" DROP DEFAULT"));
    }

    private Optional<String> defaultOf(ColumnMapping column) {
        return new DefaultDdl(mapping, column, unheard()).text();
    }

    private List<String> comment(ColumnMapping column) {
        String text = column.source().comment();
        String name = PostgresNames.qualified(mapping.target()) + "." + PostgresNames.quote(column.targetName());
        return text.isEmpty() ? List.of() : List.of(TableDdl.comment("COLUMN " + name, text));
    }

    /** The function of the trigger names every column. */
    private List<String> onUpdate() {
        List<String> statements = new OnUpdateTrigger(mapping).statements();
        String drop = "DROP TRIGGER IF EXISTS " + PostgresNames.quote(OnUpdateTrigger.name(mapping)) + " ON "
                + PostgresNames.qualified(mapping.target());
        List<String> all = new ArrayList<>(statements);
        if (!all.isEmpty()) {
            all.add(0, drop);
        }
        return all;
    }

    private static String column(ColumnMapping column) {
        return "ALTER COLUMN " + PostgresNames.quote(column.targetName());
    }

    private String alter(String what) {
        return "ALTER TABLE " + PostgresNames.qualified(mapping.target()) + " " + what;
    }

    private Departures unheard() {
        return new Departures(mapping.source().id());
    }
}
