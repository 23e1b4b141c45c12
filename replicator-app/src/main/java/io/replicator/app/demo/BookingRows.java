package io.replicator.app.demo;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes believable rows of the travel agency and binds them to insert statements. One thread per instance. */
final class BookingRows {
    static final String INSERT_DESTINATION =
            "INSERT INTO destinations (code, name, latitude, longitude, price_per_night) VALUES (?, ?, ?, ?, ?)";
    static final String INSERT_CUSTOMER =
            "INSERT INTO customers (id, email, name, country, preferences, born) VALUES (?, ?, ?, ?, ?, ?)";
    static final String INSERT_BOOKING = "INSERT INTO bookings (id, customer_id, destination_code, status, departure,"
            + " nights, total, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    static final String INSERT_PAYMENT = "INSERT INTO payments (booking_id, number, amount, method, reference, paid_at)"
            + " VALUES (?, ?, ?, ?, ?, ?)";
    static final List<String> STATUSES = List.of("requested", "confirmed", "travelling", "completed", "cancelled");

    private static final List<String> PLACES =
            List.of("Málaga", "Zürich", "São Paulo", "Kraków", "東京", "Łódź", "İzmir", "O'Hare");
    private static final List<String> NAMES =
            List.of("Ana", "Björn", "Chloé", "Дмитрий", "Elif", "Fatima", "Gül", "王芳", "Zoë 🧳");
    private static final List<String> COUNTRIES = List.of("ES", "DE", "FR", "PL", "TR", "BR", "JP", "CN");
    private static final List<String> METHODS = List.of("card", "transfer", "voucher");

    private final RandomGenerator random;
    private final long destinations;

    BookingRows(RandomGenerator random, long destinations) {
        this.random = random;
        this.destinations = destinations;
    }

    /** The code of a destination: AAA, AAB and so on. */
    static String code(long number) {
        return "" + (char) ('A' + number / 676 % 26) + (char) ('A' + number / 26 % 26) + (char) ('A' + number % 26);
    }

    String anyDestination() {
        return code(random.nextLong(destinations));
    }

    void destination(PreparedStatement insert, long number) throws SQLException {
        insert.setString(1, code(number));
        insert.setString(2, pick(PLACES) + " " + number);
        insert.setBigDecimal(3, decimal(-90_000_000, 90_000_000, 6));
        insert.setBigDecimal(4, decimal(-180_000_000, 180_000_000, 6));
        insert.setBigDecimal(5, decimal(2_000, 90_000, 2));
    }

    void customer(PreparedStatement insert, long id) throws SQLException {
        insert.setLong(1, id);
        insert.setString(2, "traveller" + id + "@example.com");
        insert.setString(3, pick(NAMES) + " " + id);
        insert.setString(4, pick(COUNTRIES));
        insert.setString(5, preferences());
        insert.setObject(6, random.nextInt(10) == 0 ? null : LocalDate.ofEpochDay(random.nextLong(-10_000, 12_000)));
    }

    void booking(PreparedStatement insert, long id, long customer) throws SQLException {
        insert.setLong(1, id);
        insert.setLong(2, customer);
        insert.setString(3, anyDestination());
        insert.setString(4, pick(STATUSES));
        insert.setObject(5, LocalDate.ofEpochDay(20_000 + random.nextLong(1_000)));
        insert.setInt(6, random.nextInt(1, 30));
        insert.setBigDecimal(7, decimal(10_000, 900_000, 2));
        insert.setString(
                8,
                random.nextInt(5) == 0
                        ? null
                        : "{\"guests\": " + random.nextInt(1, 6) + ", \"note\": \"" + pick(PLACES) + "\"}");
    }

    void payment(PreparedStatement insert, long booking, int number) throws SQLException {
        insert.setLong(1, booking);
        insert.setInt(2, number);
        insert.setBigDecimal(3, decimal(1_000, 400_000, 2));
        insert.setString(4, pick(METHODS));
        insert.setBytes(5, ByteBuffer.allocate(8).putLong(random.nextLong()).array());
        insert.setObject(
                6, LocalDateTime.of(2026, 1, 1, 0, 0).plus(random.nextLong(86_400_000L * 90), ChronoUnit.MILLIS));
    }

    String preferences() {
        return "{\"seat\": \"" + (random.nextBoolean() ? "aisle" : "window") + "\", \"miles\": "
                + random.nextInt(1_000_000) + ", \"tags\": [\"" + pick(PLACES) + "\", null, true]}";
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private BigDecimal decimal(long smallest, long largest, int scale) {
        return BigDecimal.valueOf(random.nextLong(smallest, largest), scale);
    }
}
