package io.replicator.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The limit of a snapshot: the simplest program that copies the table, each thread one half of the keys. */
final class HandWrittenPipe {
    private static final int THREADS = 2;
    private static final int ROWS_PER_STATEMENT = 100_000;

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
        try (Connection connection = servers.target().asReplicator(target);
                Statement statement = connection.createStatement()) {
            statement.execute(servers.target().orderTable("orders"));
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            Stopwatch stopwatch = Stopwatch.start();
            List<Callable<Long>> ranges = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                long after = rows * i / THREADS;
                long upTo = rows * (i + 1) / THREADS;
                ranges.add(() -> copy(after, upTo));
            }
            for (Future<Long> range : threads.invokeAll(ranges)) {
                range.get();
            }
            return stopwatch.seconds();
        } finally {
            threads.shutdownNow();
        }
    }

    private long copy(long after, long upTo) throws SQLException, IOException {
        long copied = 0;
        try (Connection from = servers.source().asReplicator(source);
                Connection to = servers.target().asReplicator(target)) {
            for (long first = after; first < upTo; first += ROWS_PER_STATEMENT) {
                long last = Math.min(upTo, first + ROWS_PER_STATEMENT);
                try (InputStream lines = servers.source().lines(from, "orders", first, last)) {
                    copied += servers.target().load(to, "orders", lines);
                }
            }
        }
        return copied;
    }
}
