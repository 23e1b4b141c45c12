package io.replicator.benchmark;

import io.replicator.testkit.DatabaseServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLongArray;

/** Single-row transactions at a steady rate, one connection per table, and when each of them was committed. */
final class SteadyTraffic implements AutoCloseable {
    /** Ids of the rows inserted here begin above those that are there. */
    static final long FIRST_ID = 10_000_000;

    private final int perTable;
    private final long periodNanos;
    private final List<AtomicLongArray> commits = new ArrayList<>();
    private final List<Future<?>> writers = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(ChangeMix.TABLES.size());
    private volatile boolean closed;

    SteadyTraffic(int count, int perSecond) {
        this.perTable = count / ChangeMix.TABLES.size();
        this.periodNanos = 1_000_000_000L * ChangeMix.TABLES.size() / perSecond;
        ChangeMix.TABLES.forEach(table -> commits.add(new AtomicLongArray(perTable)));
    }

    int perTable() {
        return perTable;
    }

    /** When the row {@code FIRST_ID + number} was known to be committed, or 0; by {@link System#nanoTime}. */
    long committedAt(int table, int number) {
        return commits.get(table).get(number);
    }

    void start(DatabaseServer source, String database) {
        for (int table = 0; table < ChangeMix.TABLES.size(); table++) {
            int number = table;
            writers.add(threads.submit(() -> {
                write(source, database, number);
                return null;
            }));
        }
    }

    private void write(DatabaseServer source, String database, int table) throws SQLException, InterruptedException {
        try (Connection connection = source.connect(database);
                Statement statement = connection.createStatement()) {
            // The tables take turns.
            long start = System.nanoTime() + periodNanos * table / ChangeMix.TABLES.size();
            for (int i = 0; i < perTable && !closed; i++) {
                long wait = start + i * periodNanos - System.nanoTime();
                if (wait > 0) {
                    Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
                }
                OrderRow row = new OrderRow(FIRST_ID + i, 0);
                statement.execute(new Change(Change.Kind.INSERT, ChangeMix.TABLES.get(table), row).sql());
                commits.get(table).set(i, System.nanoTime());
            }
        }
    }

    /** Fails if a writer failed. */
    void await() throws Exception {
        for (Future<?> writer : writers) {
            writer.get();
        }
    }

    @Override
    public void close() {
        closed = true;
        threads.shutdown();
    }
}
