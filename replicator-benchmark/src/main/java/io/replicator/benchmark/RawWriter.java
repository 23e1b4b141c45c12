package io.replicator.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** A limit of the stream: writes the same changes from memory, in batches of the last state of each row. */
final class RawWriter {
    private static final int BATCH = 5_000;

    private final BenchmarkServer server;
    private final Connection connection;

    RawWriter(BenchmarkServer server, Connection connection) {
        this.server = server;
        this.connection = connection;
    }

    /** @return seconds */
    double write(List<Change> changes) throws SQLException {
        List<String[]> values =
                changes.stream().map(change -> change.row().values()).toList();
        connection.setAutoCommit(false);
        Stopwatch stopwatch = Stopwatch.start();
        for (int first = 0; first < changes.size(); first += BATCH) {
            for (String table : ChangeMix.TABLES) {
                Map<Long, Integer> last = new LinkedHashMap<>();
                for (int i = first; i < Math.min(changes.size(), first + BATCH); i++) {
                    if (changes.get(i).table().equals(table)) {
                        last.put(changes.get(i).row().id(), i);
                    }
                }
                write(table, last, changes, values);
            }
            connection.commit();
        }
        return stopwatch.seconds();
    }

    /** @param last per row of the table, the number of its last change */
    private void write(String table, Map<Long, Integer> last, List<Change> changes, List<String[]> values)
            throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(server.upsert(table));
                Statement delete = connection.createStatement()) {
            StringJoiner deleted = new StringJoiner(", ", "DELETE FROM " + table + " WHERE id IN (-1, ", ")");
            for (Map.Entry<Long, Integer> row : last.entrySet()) {
                if (changes.get(row.getValue()).kind() == Change.Kind.DELETE) {
                    deleted.add(row.getKey().toString());
                } else {
                    bind(upsert, values.get(row.getValue()));
                    upsert.addBatch();
                }
            }
            delete.executeUpdate(deleted.toString());
            upsert.executeBatch();
        }
    }

    private static void bind(PreparedStatement upsert, String[] values) throws SQLException {
        upsert.setLong(1, Long.parseLong(values[0]));
        for (int i = 1; i < values.length; i++) {
            upsert.setString(i + 1, values[i]);
        }
    }
}
