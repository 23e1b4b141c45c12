package io.replicator.pipeline;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;

/** One transaction after the other on a thread of its own, until it is closed. */
final class SourceTraffic implements AutoCloseable {
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Thread thread;

    private SourceTraffic(Connection source, IntFunction<String[]> transactions) {
        thread = new Thread(() -> run(source, transactions), "traffic");
    }

    /**
     * @param source is closed at the end
     * @param transactions gives the statements of each, counted from 0
     */
    static SourceTraffic start(Connection source, IntFunction<String[]> transactions) throws SQLException {
        source.setAutoCommit(false);
        SourceTraffic traffic = new SourceTraffic(source, transactions);
        traffic.thread.start();
        return traffic;
    }

    private void run(Connection source, IntFunction<String[]> transactions) {
        try (source) {
            for (int i = 0; !stopped.get(); i++) {
                ServerPair.execute(source, transactions.apply(i));
                source.commit();
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    @Override
    public void close() {
        stopped.set(true);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
