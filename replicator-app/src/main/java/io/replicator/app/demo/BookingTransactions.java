package io.replicator.app.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** What people do in one transaction. One thread per instance; the caller commits. */
final class BookingTransactions {
    private static final int HOT_DESTINATIONS = 3;

    private final Connection connection;
    private final RandomGenerator random;
    private final BookingRows rows;
    private final BookingCounts counts;
    private final AtomicLong nextId;

    /** @param nextId the next free id of bookings and customers */
    BookingTransactions(Connection connection, RandomGenerator random, BookingCounts counts, AtomicLong nextId) {
        this.connection = connection;
        this.random = random;
        this.rows = new BookingRows(random, counts.destinations());
        this.counts = counts;
        this.nextId = nextId;
    }

    /** Does something, and returns how many rows it changed. */
    long next() throws SQLException {
        int choice = random.nextInt(100);
        if (choice < 30) {
            return bookAndPay();
        }
        if (choice < 55) {
            return advance();
        }
        if (choice < 70) {
            return changePrice();
        }
        if (choice < 80) {
            return movePayment();
        }
        return choice < 90 ? cancel() : changeCustomer();
    }

    /** A customer, a booking and its payments, parents first as the foreign keys ask. */
    private long bookAndPay() throws SQLException {
        long id = nextId.getAndIncrement();
        long changed = 0;
        long customer = random.nextLong(1, counts.customers() + 1);
        if (random.nextInt(3) == 0) {
            customer = id;
            try (PreparedStatement insert = connection.prepareStatement(BookingRows.INSERT_CUSTOMER)) {
                rows.customer(insert, customer);
                changed += insert.executeUpdate();
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(BookingRows.INSERT_BOOKING)) {
            rows.booking(insert, id, customer);
            changed += insert.executeUpdate();
        }
        return changed + pay(id, 1) + pay(id, 2);
    }

    private long pay(long booking, int number) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(BookingRows.INSERT_PAYMENT)) {
            rows.payment(insert, booking, number);
            return insert.executeUpdate();
        }
    }

    /** One row through its states, all within a moment. */
    private long advance() throws SQLException {
        long booking = anyBooking();
        long changed = 0;
        for (String status : BookingRows.STATUSES.subList(0, 2 + random.nextInt(3))) {
            changed +=
                    execute("UPDATE bookings SET status = ?, nights = nights % 30 + 1 WHERE id = ?", status, booking);
        }
        return changed;
    }

    /** Few rows that everybody changes all the time. */
    private long changePrice() throws SQLException {
        String code = BookingRows.code(random.nextLong(HOT_DESTINATIONS));
        return execute(
                "UPDATE destinations SET price_per_night = price_per_night % 900 + ? WHERE code = ?",
                random.nextInt(1, 90), code);
    }

    /** Changes a primary key, and another row with it. */
    private long movePayment() throws SQLException {
        long booking = anyBooking();
        return execute(
                        "UPDATE payments SET number = number + 1000, refunded = NOT refunded WHERE booking_id = ?"
                                + " AND number < 1000000 ORDER BY number DESC",
                        booking)
                + execute("UPDATE bookings SET total = total + 0.01 WHERE id = ?", booking);
    }

    /** Children first, then the parent. */
    private long cancel() throws SQLException {
        long booking = anyBooking();
        return execute("DELETE FROM payments WHERE booking_id = ?", booking)
                + execute("DELETE FROM bookings WHERE id = ?", booking);
    }

    private long changeCustomer() throws SQLException {
        long customer = random.nextLong(1, counts.customers() + 1);
        String email = "traveller" + customer + "." + random.nextInt(1000) + "@example.com";
        return execute(
                "UPDATE customers SET email = ?, preferences = ? WHERE id = ?", email, rows.preferences(), customer);
    }

    /** The newer ones are asked for as often as all the others. */
    private long anyBooking() {
        long end = nextId.get();
        long begin = random.nextBoolean() ? 1 : Math.max(1, end - 1000);
        return random.nextLong(begin, end);
    }

    private long execute(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }
}
