package io.replicator.benchmark;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A change of one row. @param table one of the tables {@code s1} to {@code s4} */
record Change(Kind kind, String table, OrderRow row) {
    enum Kind {
        INSERT,
        UPDATE,
        DELETE
    }

    /** The statement that makes it at the source. */
    String sql() {
        return switch (kind) {
            case INSERT -> "INSERT INTO " + table + " VALUES (" + literals() + ")";
            case UPDATE -> update(row.values());
            case DELETE -> "DELETE FROM " + table + " WHERE id = " + row.id();
        };
    }

    private String literals() {
        return Arrays.stream(row.values())
                .map(value -> value == null ? "NULL" : "'" + value + "'")
                .collect(Collectors.joining(","));
    }

    private String update(String[] values) {
        return "UPDATE " + table + " SET status = '" + values[3] + "', price = '" + values[4] + "', qty = " + values[5]
                + ", updated_at = '" + values[9] + "' WHERE id = " + row.id();
    }
}
