package io.replicator.change;

import java.time.Instant;

/**
 * One event of the source's log, in log order. Row changes stand between the {@link TransactionStarted} and the
 * {@link TransactionCommitted} of their source transaction.
 */
public sealed interface ChangeEvent {

    /** A change of rows of one table. */
    sealed interface TableChange extends ChangeEvent {
        TableId table();
    }

    record RowInserted(TableId table, Row after) implements TableChange {}

    /** {@code before} and {@code after} may differ in the primary key; either may leave out other values. */
    record RowUpdated(TableId table, Row before, Row after) implements TableChange {}

    /** {@code before} may leave out values other than the primary key's. */
    record RowDeleted(TableId table, Row before) implements TableChange {}

    record TableTruncated(TableId table) implements TableChange {}

    /**
     * The definition of a captured table changed.
     *
     * @param structureChanged whether the table's columns or primary key differ from before
     */
    record SchemaChanged(TableId table, Definition definition, boolean structureChanged) implements TableChange {
        /** What an operator should read; may contain literals. */
        public String statement() {
            return definition.text();
        }
    }

    /** A source transaction begins. {@code before} is the position just before it. */
    record TransactionStarted(SourcePosition before) implements ChangeEvent {}

    /**
     * A source transaction is complete, or the log moved on without captured changes.
     *
     * @param position where to resume so that nothing up to here is seen again
     * @param committedAt when the source committed, by the source's clock
     */
    record TransactionCommitted(SourcePosition position, Instant committedAt) implements ChangeEvent {}
}
