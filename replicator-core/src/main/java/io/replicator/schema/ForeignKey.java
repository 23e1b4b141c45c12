package io.replicator.schema;

import io.replicator.change.TableId;
import java.util.List;

/**
 * A foreign key; {@code columns} and {@code referencedColumns} have the same length.
 *
 * @param deferrable whether a transaction may put off its check
 */
public record ForeignKey(
        String name,
        List<String> columns,
        TableId referencedTable,
        List<String> referencedColumns,
        Action onDelete,
        Action onUpdate,
        boolean deferrable) {
    public ForeignKey {
        columns = List.copyOf(columns);
        referencedColumns = List.copyOf(referencedColumns);
    }

    /** A key that is checked at once. */
    public ForeignKey(
            String name,
            List<String> columns,
            TableId referencedTable,
            List<String> referencedColumns,
            Action onDelete,
            Action onUpdate) {
        this(name, columns, referencedTable, referencedColumns, onDelete, onUpdate, false);
    }

    /** What happens to the referencing rows. RESTRICT and NO ACTION both refuse. */
    public enum Action {
        NO_ACTION,
        RESTRICT,
        CASCADE,
        SET_NULL,
        SET_DEFAULT;

        /** Whether the engine changes referencing rows by itself. */
        public boolean changesRows() {
            return this != NO_ACTION && this != RESTRICT;
        }
    }
}
