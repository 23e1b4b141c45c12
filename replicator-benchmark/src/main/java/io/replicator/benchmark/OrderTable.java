package io.replicator.benchmark;

import com.mysql.cj.jdbc.JdbcStatement;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes and fills tables at the source, not through the binary log: they are where the measurement begins. */
final class OrderTable {
    private static final int ROWS_PER_LOAD = 20_000;

    private OrderTable() {}

    /** Leaves rows with the ids 1 to {@code rows}. */
    static void create(Connection source, String name, long rows) throws SQLException {
        try (Statement statement = source.createStatement()) {
            statement.execute("SET sql_log_bin = 0");
            statement.execute(OrderRow.mysqlTable(name));
            for (long first = 1; first <= rows; first += ROWS_PER_LOAD) {
                load(statement, name, first, Math.min(rows, first + ROWS_PER_LOAD - 1));
            }
            statement.execute("ANALYZE TABLE " + name);
            statement.execute("SET sql_log_bin = 1");
        }
    }

    private static void load(Statement statement, String name, long first, long last) throws SQLException {
        statement.unwrap(JdbcStatement.class).setLocalInfileInputStream(lines(first, last));
        statement.execute("LOAD DATA LOCAL INFILE 'rows' INTO TABLE " + name + " CHARACTER SET utf8mb4 ("
                + String.join(", ", OrderRow.COLUMNS) + ")");
    }

    private static InputStream lines(long first, long last) {
        StringBuilder text = new StringBuilder((int) (last - first + 1) * 360);
        for (long id = first; id <= last; id++) {
            String separator = "";
            for (String value : new OrderRow(id, 0).values()) {
                text.append(separator).append(value == null ? "\\N" : value);
                separator = "\t";
            }
            text.append('\n');
        }
        return new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
