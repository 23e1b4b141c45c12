package io.replicator.app.demo;

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

    long total() {
        return destinations + customers + bookings + payments;
    }
}
