package io.replicator.schema;

import io.replicator.change.TableId;
import java.util.List;
import java.util.Optional;

/**
 * A base table as the source's catalog describes it.
 *
 * @param engine the source engine's short name: the dialect of native types, expressions and options
 * @param columns in declared order, generated and invisible ones included; a {@link io.replicator.change.Row} of this
 *     table holds its values in this order
 * @param primaryKey column names in key order, empty if there is none
 * @param options what follows the list of columns in CREATE TABLE, in the engine's words, for a target of the same
 *     engine, and where the engine has it so, statements that complete the table; may be empty
 * @param requirements statements of the engine's that make what the columns refer to, such as their own types, each
 *     harmless if it is there, for a target of the same engine
 * @param nextIdentity the next AUTO_INCREMENT value, 0 if there is none
 * @param estimatedRows the engine's own estimate
 * @param averageRowBytes the engine's own estimate, 0 if unknown
 */
public record Table(
        TableId id,
        String engine,
        List<Column> columns,
        List<String> primaryKey,
        List<Index> indexes,
        List<ForeignKey> foreignKeys,
        List<CheckConstraint> checks,
        String comment,
        String options,
        List<String> requirements,
        long nextIdentity,
        long estimatedRows,
        long averageRowBytes) {
    public Table {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        indexes = List.copyOf(indexes);
        foreignKeys = List.copyOf(foreignKeys);
        checks = List.copyOf(checks);
        requirements = List.copyOf(requirements);
    }

    /** A table of types that every server of its engine has. */
    public Table(
            TableId id,
            String engine,
            List<Column> columns,
            List<String> primaryKey,
            List<Index> indexes,
            List<ForeignKey> foreignKeys,
            List<CheckConstraint> checks,
            String comment,
            String options,
            long nextIdentity,
            long estimatedRows,
            long averageRowBytes) {
        this(
                id,
                engine,
                columns,
                primaryKey,
                indexes,
                foreignKeys,
                checks,
                comment,
                options,
                List.of(),
                nextIdentity,
                estimatedRows,
                averageRowBytes);
    }

    public Table withOptions(String changed) {
        return new Table(
                id,
                engine,
                columns,
                primaryKey,
                indexes,
                foreignKeys,
                checks,
                comment,
                changed,
                requirements,
                nextIdentity,
                estimatedRows,
                averageRowBytes);
    }

    /** Position of a column in a row. @throws IllegalArgumentException if there is no such column */
    public int indexOf(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException(id + " has no column " + column);
    }

    public Column column(String column) {
        return columns.get(indexOf(column));
    }

    public boolean hasPrimaryKey() {
        return !primaryKey.isEmpty();
    }

    /**
     * The unique key by which the rows of a table without a primary key are found: the first that is checked at each row
     * and consists of whole, plain columns that are never NULL.
     */
    public Optional<Index> keyIndex() {
        return hasPrimaryKey()
                ? Optional.empty()
                : indexes.stream().filter(this::identifiesRows).findFirst();
    }

    private boolean identifiesRows(Index index) {
        return index.unique()
                && index.visible()
                && index.kind().equals("btree")
                && index.isPlain()
                && !index.definition().contains("DEFERRABLE")
                && index.columns().stream().map(this::column).allMatch(Table::identifies);
    }

    private static boolean identifies(Column column) {
        return !column.nullable()
                && !column.isGenerated()
                && !(column.type() instanceof LogicalType.Floating)
                && !(column.type() instanceof LogicalType.Native);
    }

    /** The columns by which a row is found: those of the primary key, else of {@link #keyIndex}, else none. */
    public List<String> rowKey() {
        return hasPrimaryKey() ? primaryKey : keyIndex().map(Index::columns).orElse(List.of());
    }

    /** Whether rows are found by a key; else by all their columns. */
    public boolean hasRowKey() {
        return !rowKey().isEmpty();
    }
}
