package io.replicator.change;

import java.util.List;

/**
 * How the log tells a change of structure: by a statement, or by announcing the columns that the next rows have.
 *
 * @param text the statement, or what became of what
 * @param database where the unqualified names of a statement are
 * @param columns the announced columns with their types, empty for a statement
 */
public record Definition(String text, String database, List<String> columns) {
    public Definition {
        columns = List.copyOf(columns);
    }

    public static Definition statement(String sql, String database) {
        return new Definition(sql, database, List.of());
    }

    /** Whether the change is a transaction of its own, and not only visible by rows that follow. */
    public boolean isStatement() {
        return columns.isEmpty();
    }
}
