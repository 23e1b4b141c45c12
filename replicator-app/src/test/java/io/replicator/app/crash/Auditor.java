package io.replicator.app.crash;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads the target all the time, whether a replicator runs or not: money is neither made nor lost, every transfer is
 * counted, and time never goes back.
 */
final class Auditor implements AutoCloseable {
    private static final String SELECT = """
            SELECT (SELECT sum(balance) FROM account), (SELECT count(*) FROM transfer), (SELECT sum(transfers) FROM teller)""";

    private final TestPipeline pipeline;
    private final Thread thread = new Thread(this::read, "auditor");
    private final AtomicReference<@Nullable String> complaint = new AtomicReference<>();
    private volatile boolean stopped;
    private final AtomicLong readings = new AtomicLong();
    private long lastCount;

    private Auditor(TestPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Call as soon as the target has been in a state of the source. */
    static Auditor start(TestPipeline pipeline) {
        Auditor auditor = new Auditor(pipeline);
        auditor.thread.setDaemon(true);
        auditor.thread.start();
        return auditor;
    }

    long readings() {
        return readings.get();
    }

    private void read() {
        try (Connection connection = pipeline.target();
                Statement statement = connection.createStatement()) {
            while (!stopped && complaint.get() == null) {
                try (ResultSet row = statement.executeQuery(SELECT)) {
                    row.next();
                    audit(row.getLong(1), row.getLong(2), row.getLong(3));
                }
                readings.incrementAndGet();
                Thread.sleep(2);
            }
        } catch (SQLException e) {
            complaint.set("the target cannot be read: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void audit(long balances, long transfers, long counted) {
        if (balances != 1_000L * Bank.ACCOUNTS || transfers != counted || counted < lastCount) {
            complaint.set("sum of balances " + balances + ", transfers " + transfers + ", counted " + counted
                    + ", counted before " + lastCount);
        }
        lastCount = counted;
    }

    void requireNoComplaint() {
        if (complaint.get() != null) {
            throw new AssertionError("after " + readings + " readings: " + complaint.get());
        }
    }

    /** Ends the reading and waits for the last one. */
    void stop() throws InterruptedException {
        stopped = true;
        thread.join();
    }

    @Override
    public void close() {
        stopped = true;
    }
}
