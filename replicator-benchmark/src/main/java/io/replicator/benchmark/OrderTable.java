package io.replicator.benchmark;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes and fills tables at the source, not through its log: they are where the measurement begins. */
final class OrderTable {
    private static final int ROWS_PER_LOAD = 20_000;

    private OrderTable() {}

    /** Leaves rows with the ids 1 to {@code rows}. */
    static void create(BenchmarkServer source, String database, String name, long rows) throws SQLException {
        try (Connection connection = source.asReplicator(database);
                Statement statement = connection.createStatement()) {
            source.doNotLog(connection);
            statement.execute(source.orderTable(name));
            for (long first = 1; first <= rows; first += ROWS_PER_LOAD) {
                source.load(connection, name, lines(first, Math.min(rows, first + ROWS_PER_LOAD - 1)));
            }
            statement.execute(source instanceof BenchmarkMySql ? "ANALYZE TABLE " + name : "ANALYZE " + name);
        }
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
