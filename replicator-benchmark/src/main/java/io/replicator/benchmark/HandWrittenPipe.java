package io.replicator.benchmark;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** The limit of a snapshot: the simplest program that copies the table, each thread one range of keys through COPY. */
final class HandWrittenPipe {
    private static final int THREADS = 2;
    private static final int BUFFER_BYTES = 64 * 1024;

    private final ServerPair servers;
    private final String source;
    private final String target;
    private final long rows;

    HandWrittenPipe(ServerPair servers, String source, String target, long rows) {
        this.servers = servers;
        this.source = source;
        this.target = target;
        this.rows = rows;
    }

    /** @return seconds */
    double run() throws Exception {
        try (Connection connection = servers.asReplicator(servers.target(), target);
                Statement statement = connection.createStatement()) {
            statement.execute(OrderRow.postgresTable("orders"));
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            Stopwatch stopwatch = Stopwatch.start();
            List<Callable<Boolean>> ranges = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                long after = rows * i / THREADS;
                long upTo = rows * (i + 1) / THREADS;
                ranges.add(() -> copy(after, upTo));
            }
            for (Future<Boolean> range : threads.invokeAll(ranges)) {
                range.get();
            }
            return stopwatch.seconds();
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean copy(long after, long upTo) throws SQLException {
        try (Connection from = servers.asReplicator(servers.source(), source);
                Connection to = servers.asReplicator(servers.target(), target);
                Statement select = from.createStatement()) {
            select.setFetchSize(Integer.MIN_VALUE);
            ResultSet result = select.executeQuery(
                    "SELECT * FROM orders WHERE id > " + after + " AND id <= " + upTo + " ORDER BY id");
            CopyIn copy = to.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY orders FROM STDIN");
            byte[] lines = new byte[2 * BUFFER_BYTES];
            int length = 0;
            while (result.next()) {
                length = appendLine(result, lines, length);
                if (length > BUFFER_BYTES) {
                    copy.writeToCopy(lines, 0, length);
                    length = 0;
                }
            }
            copy.writeToCopy(lines, 0, length);
            return copy.endCopy() == upTo - after;
        }
    }

    /** @return the new length; a row is far shorter than the second half of the buffer */
    private static int appendLine(ResultSet result, byte[] lines, int length) throws SQLException {
        int end = length;
        for (int column = 1; column <= OrderRow.COLUMNS.size(); column++) {
            if (column > 1) {
                lines[end++] = '\t';
            }
            end = appendValue(result.getBytes(column), lines, end);
        }
        lines[end++] = '\n';
        return end;
    }

    private static int appendValue(byte[] value, byte[] lines, int length) {
        int end = length;
        if (value == null) {
            lines[end++] = '\\';
            lines[end++] = 'N';
            return end;
        }
        for (byte b : value) {
            if (b == '\\' || b == '\n' || b == '\r' || b == '\t') {
                lines[end++] = '\\';
            }
            lines[end++] = b;
        }
        return end;
    }
}
