package io.replicator.change;

import java.util.List;

/**
 * How the log tells a change of structure: by a statement, or by announcing the columns that the next rows have.
 *
 * @param text the statement, or what became of what
 * @param database where the unqualified names of a statement are
 * @param columns the announced columns with their types, empty for a statement
 * @param withRows whether rows that the statement writes follow in its transaction
 */
public record Definition(String text, String database, List<String> columns, boolean withRows) {
    public Definition {
        columns = List.copyOf(columns);
    }

    public static Definition statement(String sql, String database, boolean withRows) {
        return new Definition(sql, database, List.of(), withRows);
    }

    public static Definition announcement(String text, String schema, List<String> columns) {
        return new Definition(text, schema, columns, false);
    }

    /** Whether the change is a transaction of its own, and not only visible by rows that follow. */
    public boolean isStatement() {
        return columns.isEmpty();
    }
}
