package io.replicator.dialect.mysql;

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
import java.util.Objects;

/** Writes the steps from one structure of a table to the next, each a statement that is done as a whole or not at all. */
record MySqlAlterDdl(Product product, TableMapping mapping) {

    List<String> statements(AlterStep step) {
        if (step instanceof AddColumn add) {
            return add(add);
        }
        if (step instanceof DropTable) {
            return List.of("DROP TABLE IF EXISTS " + MySqlLiterals.name(mapping.target()));
        }
        if (step instanceof ChangeColumn change) {
            return List.of(alter("MODIFY COLUMN " + ddl(change.column())));
        }
        if (step instanceof RenameColumn rename) {
            return List.of(alter("RENAME COLUMN " + MySqlLiterals.name(rename.from()) + " TO "
                    + MySqlLiterals.name(rename.column().targetName())));
        }
        return List.of(alter("DROP COLUMN " + MySqlLiterals.name(((DropColumn) step).name())));
    }

    /** The server fills existing rows as the source did, unless their value is another than the default. */
    private List<String> add(AddColumn step) {
        ColumnMapping column = step.column();
        List<String> statements = new ArrayList<>();
        boolean byItself = column.computed() || column.source().identity();
        boolean implied = column.source().defaultValue() == null && !column.isNullable();
        boolean same = Objects.equals(step.existing(), column.source().defaultValue());
        if (!byItself && !implied && !same) {
            statements.add(alter("ADD COLUMN " + ddl(column.withDefault(step.existing())) + place(column)));
            statements.add(alter("MODIFY COLUMN " + ddl(column)));
        } else {
            statements.add(alter("ADD COLUMN " + ddl(column) + place(column)));
        }
        return statements;
    }

    private String place(ColumnMapping column) {
        int index = mapping.columns().indexOf(column);
        return index == 0
                ? " FIRST"
                : " AFTER "
                        + MySqlLiterals.name(mapping.columns().get(index - 1).targetName());
    }

    private String ddl(ColumnMapping column) {
        return new MySqlColumnDdl(
                        product,
                        mapping,
                        column,
                        new Differences(mapping.source().id()))
                .text();
    }

    private String alter(String what) {
        return "ALTER TABLE " + MySqlLiterals.name(mapping.target()) + " " + what;
    }
}
