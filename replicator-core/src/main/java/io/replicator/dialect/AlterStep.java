package io.replicator.dialect;

import io.replicator.schema.DefaultValue;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import org.jspecify.annotations.Nullable;

/** A step on a target's table from one mapping to the next. */
public sealed interface AlterStep {
    /** The table as it is after all steps. */
    TableMapping table();

    /** @param existing what it holds in rows that are there, as the column's rule wants it written; {@code null} for NULL */
    record AddColumn(TableMapping table, ColumnMapping column, DefaultValue.@Nullable Literal existing)
            implements AlterStep {}

    /** @param name on the target */
    record DropColumn(TableMapping table, String name) implements AlterStep {}

    /** @param from the name on the target before */
    record RenameColumn(TableMapping table, String from, ColumnMapping column) implements AlterStep {}

    /** Another type, nullability, default or comment. Every value of before is one of the new type. */
    record ChangeColumn(TableMapping table, ColumnMapping before, ColumnMapping column) implements AlterStep {}

    record DropTable(TableMapping table) implements AlterStep {}
}
