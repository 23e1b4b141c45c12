package io.replicator.app.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Fills the source with its first rows, over several connections. */
final class BookingFill {
    private static final int CONNECTIONS = 4;
    private static final int BATCH_ROWS = 1_000;

    private final Connector database;
    private final BookingCounts counts;

    BookingFill(Connector database, BookingCounts counts) {
        this.database = database;
        this.counts = counts;
    }

    /** Binds one row. */
    private interface RowBinder {
        void bind(BookingRows rows, PreparedStatement insert, long number) throws SQLException;
    }

    void run() throws InterruptedException {
        fill(
                BookingRows.INSERT_DESTINATION,
                counts.destinations(),
                (rows, insert, n) -> rows.destination(insert, n - 1));
        fill(BookingRows.INSERT_CUSTOMER, counts.customers(), (rows, insert, n) -> rows.customer(insert, n));
        fill(
                BookingRows.INSERT_BOOKING,
                counts.bookings(),
                (rows, insert, n) -> rows.booking(insert, n, 1 + n % counts.customers()));
        fill(
                BookingRows.INSERT_PAYMENT,
                counts.payments(),
                (rows, insert, n) ->
                        rows.payment(insert, 1 + n % counts.bookings(), 1 + (int) (n / counts.bookings())));
    }

    /** Inserts the rows 1 to {@code count}, each connection its share. */
    private void fill(String sql, long count, RowBinder binder) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Callable<Boolean>> shares = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                long first = 1 + count * i / CONNECTIONS;
                long last = count * (i + 1) / CONNECTIONS;
                shares.add(() -> fillShare(sql, first, last, binder));
            }
            for (Future<Boolean> share : threads.invokeAll(shares)) {
                share.get();
            }
        } catch (ExecutionException e) {
            throw DemoFailure.because("Filling the source failed: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    private Boolean fillShare(String sql, long first, long last, RowBinder binder) throws SQLException {
        BookingRows rows = new BookingRows(new SplittableRandom(first), counts.destinations());
        try (Connection connection = database.connect();
                Statement session = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            session.execute("SET unique_checks = 0, foreign_key_checks = 0");
            connection.setAutoCommit(false);
            for (long number = first; number <= last; number++) {
                binder.bind(rows, insert, number);
                insert.addBatch();
                if ((number - first + 1) % BATCH_ROWS == 0 || number == last) {
                    insert.executeBatch();
                    connection.commit();
                }
            }
        }
        return true;
    }
}
