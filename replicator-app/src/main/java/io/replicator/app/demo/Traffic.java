package io.replicator.app.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** People at work: transactions on the source at a steady rate, from a few threads, until stopped. */
final class Traffic implements AutoCloseable {
    static final int CONNECTIONS = 2;
    private static final Logger LOG = LoggerFactory.getLogger(Traffic.class);

    private final Connector database;
    private final BookingCounts counts;
    private final int rate;
    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong transactions = new AtomicLong();
    private final List<Thread> workers = new ArrayList<>();
    private volatile boolean stopped;

    private Traffic(Connector database, BookingCounts counts, int rate) {
        this.database = database;
        this.counts = counts;
        this.rate = rate;
    }

    /** @param rate row changes per second, over all threads */
    static Traffic start(Connector database, BookingCounts counts, int rate) {
        Traffic traffic = new Traffic(database, counts, rate);
        AtomicLong nextId = new AtomicLong(Math.max(counts.bookings(), counts.customers()) + 1);
        for (int i = 0; i < CONNECTIONS; i++) {
            SplittableRandom random = new SplittableRandom(i);
            Thread worker = new Thread(() -> traffic.work(random, nextId), "traffic-" + i);
            worker.setDaemon(true);
            worker.start();
            traffic.workers.add(worker);
        }
        return traffic;
    }

    /** Row changes committed so far. */
    long changes() {
        return changes.get();
    }

    /** Transactions committed so far. */
    long transactions() {
        return transactions.get();
    }

    private void work(SplittableRandom random, AtomicLong nextId) {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            BookingTransactions work = new BookingTransactions(connection, random, counts, nextId);
            long start = System.nanoTime();
            long done = 0;
            while (!stopped) {
                done += work(connection, work);
                long due = start + done * 1_000_000_000L * CONNECTIONS / rate;
                Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
            }
        } catch (SQLException e) {
            LOG.warn("Traffic ends: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return row changes, 1 at least so that the pace is kept */
    private long work(Connection connection, BookingTransactions work) throws SQLException {
        try {
            long changed = work.next();
            connection.commit();
            changes.addAndGet(changed);
            transactions.incrementAndGet();
            return Math.max(1, changed);
        } catch (java.sql.SQLTransientException | java.sql.SQLIntegrityConstraintViolationException collision) {
            // two threads met on a row: a deadlock, or a row that is gone meanwhile
            connection.rollback();
            return 1;
        }
    }

    /** Stops and waits until the last transaction is committed. */
    void stop() throws InterruptedException {
        close();
        await();
    }

    /** Waits until all threads have ended, which without {@link #stop} is when the database failed. */
    void await() throws InterruptedException {
        for (Thread worker : workers) {
            worker.join();
        }
    }

    @Override
    public void close() {
        stopped = true;
    }
}
