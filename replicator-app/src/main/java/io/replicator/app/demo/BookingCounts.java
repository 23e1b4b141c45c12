package io.replicator.app.demo;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** How many rows each table has before the start. */
record BookingCounts(long destinations, long customers, long bookings, long payments) {
    /** Shares out this many rows; a few at least go to each table. */
    static BookingCounts of(long rows) {
        long destinations = Math.min(500, Math.max(10, rows / 100));
        long customers = Math.max(10, rows / 5);
        long bookings = Math.max(10, (rows - destinations - customers) / 2);
        long payments = Math.max(10, rows - destinations - customers - bookings);
        return new BookingCounts(destinations, customers, bookings, payments);
    }

    /** What a database holds, as if no booking had ever been deleted. */
    static BookingCounts in(Connection connection) throws SQLException {
        return new BookingCounts(
                number(connection, "SELECT COUNT(*) FROM destinations"),
                number(connection, "SELECT MAX(id) FROM customers"),
                number(connection, "SELECT MAX(id) FROM bookings"),
                number(connection, "SELECT COUNT(*) FROM payments"));
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    long total() {
        return destinations + customers + bookings + payments;
    }
}
