package io.replicator.pipeline;

import static io.replicator.pipeline.ServerPair.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.progress.ComparisonResult;
import io.replicator.progress.Verification;
import io.replicator.snapshot.SnapshotSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An airline's database goes from PostgreSQL to MySQL in one run, with schema, keys, foreign keys and sequences, and the
 * application goes on there. The system property {@code replicator.airline.tickets} makes it larger: 400000 tickets are two
 * million rows.
 */
class AirlineIT {
    private static final Logger LOG = LoggerFactory.getLogger(AirlineIT.class);
    private static final int TICKETS = Integer.getInteger("replicator.airline.tickets", 1_000);
    private static final Path SQL = Path.of("src/test/resources/airline");

    @Test
    void wholeDatabaseMovesToMySql() throws Exception {
        move(Pair.POSTGRESQL_TO_MYSQL);
    }

    @Test
    void wholeDatabaseMovesToMariaDb() throws Exception {
        move(Pair.POSTGRESQL_TO_MARIADB);
    }

    private static void move(Pair pair) throws Exception {
        try (Replication replication = pair.open(pair.newDatabase())
                        .releasing()
                        .with(new SnapshotSettings(2, 1 << 20, 20_000, 50_000));
                Connection source = replication.source();
                Connection target = replication.target()) {
            execute(source, script("tables.sql"), script("rows.sql"), "ANALYZE");
            Instant start = Instant.now();
            replication.start().within(Duration.ofMinutes(15)).awaitStreaming();
            Duration copied = Duration.between(start, Instant.now());
            change(source);
            replication.awaitCaughtUp();
            assertSameRows(replication, copied);
            assertReferences(target);
            replication.stop();
            assertSequencesContinue(source, target);
        }
    }

    private static String script(String name) throws IOException {
        return Files.readString(SQL.resolve(name)).replace("TICKETS", Integer.toString(TICKETS));
    }

    private static void change(Connection source) throws SQLException {
        execute(
                source,
                "SET search_path = airline",
                "INSERT INTO bookings VALUES ('ZZZZZZ', '2024-05-05 10:00:00.5+00', 10)",
                "INSERT INTO tickets VALUES ('9999999999999', 'ZZZZZZ', '1', 'NEW ŽENA', '{\"a\": null}')",
                "INSERT INTO ticket_flights VALUES ('9999999999999', 1, 'Comfort', 10)",
                "INSERT INTO boarding_passes VALUES ('9999999999999', 1, 9999, '99F')",
                "UPDATE flights SET actual_departure = NULL, status = 'Delayed' WHERE flight_id <= 20",
                "INSERT INTO flights SELECT nextval('flights_flight_id_seq'), 'ZZ0001', scheduled_departure, scheduled_arrival,"
                        + " departure_airport, arrival_airport, status, aircraft_code FROM flights WHERE flight_id = 1",
                "DELETE FROM booking_events WHERE book_ref = '000001'",
                "DELETE FROM aircrafts WHERE aircraft_code = 'A00'",
                "UPDATE airports SET coordinates = point(1e-300, -0.0) WHERE airport_code = 'AAX'");
    }

    /** By the product's own verification, while it streams. */
    private static void assertSameRows(Replication replication, Duration copied) {
        Verification verification = replication.verify();
        assertThat(verification.state()).as("%s", verification).isEqualTo(Verification.State.EQUAL);
        List<ComparisonResult> results = verification.results().toList();
        assertThat(results).hasSize(9).allMatch(ComparisonResult::isEqual);
        assertThat(results).allMatch(result -> result.targetRows() > 0);
        long rows = results.stream().mapToLong(ComparisonResult::targetRows).sum();
        LOG.info(
                "{} rows, schema and keys in {} s, compared row by row in {} s",
                rows,
                seconds(copied),
                seconds(Objects.requireNonNull(verification.duration())));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static void assertReferences(Connection target) throws SQLException {
        assertThat(texts(target, """
                SELECT CONCAT(TABLE_NAME, ' (', GROUP_CONCAT(COLUMN_NAME ORDER BY ORDINAL_POSITION), ') -> ', REFERENCED_TABLE_NAME)
                FROM information_schema.KEY_COLUMN_USAGE
                WHERE TABLE_SCHEMA = DATABASE() AND REFERENCED_TABLE_NAME IS NOT NULL
                GROUP BY TABLE_NAME, CONSTRAINT_NAME, REFERENCED_TABLE_NAME ORDER BY TABLE_NAME, CONSTRAINT_NAME"""))
                .containsExactlyInAnyOrder(
                        "boarding_passes (ticket_no,flight_id) -> ticket_flights",
                        "booking_events (book_ref) -> bookings",
                        "flights (aircraft_code) -> aircrafts",
                        "flights (arrival_airport) -> airports",
                        "flights (departure_airport) -> airports",
                        "seats (aircraft_code) -> aircrafts",
                        "ticket_flights (flight_id) -> flights",
                        "ticket_flights (ticket_no) -> tickets",
                        "tickets (book_ref) -> bookings");
        assertThat(texts(target, """
                SELECT CONCAT(TABLE_NAME, '.', INDEX_NAME, IF(NON_UNIQUE, '', ' unique'), ' ',
                       GROUP_CONCAT(COLUMN_NAME ORDER BY SEQ_IN_INDEX))
                FROM information_schema.STATISTICS
                WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME IN ('boarding_passes', 'flights') AND NON_UNIQUE = 0
                GROUP BY TABLE_NAME, INDEX_NAME, NON_UNIQUE ORDER BY TABLE_NAME, INDEX_NAME"""))
                .containsExactlyInAnyOrder(
                        "boarding_passes.boarding_passes_flight_id_boarding_no_key unique flight_id,boarding_no",
                        "boarding_passes.boarding_passes_flight_id_seat_no_key unique flight_id,seat_no",
                        "boarding_passes.PRIMARY unique ticket_no,flight_id",
                        "flights.flights_flight_no_scheduled_departure_key unique flight_no,scheduled_departure",
                        "flights.PRIMARY unique flight_id");
    }

    /** What the application would insert next, on either side. */
    private static void assertSequencesContinue(Connection source, Connection target) throws SQLException {
        execute(target, "INSERT INTO booking_events (book_ref, happened) VALUES ('ZZZZZZ', 'moved')");
        execute(target, """
                INSERT INTO flights (flight_no, scheduled_departure, scheduled_arrival, departure_airport, arrival_airport, aircraft_code)
                VALUES ('ZZ0002', '2024-01-01', '2024-01-02', 'AAX', 'ABX', 'A01')""");
        assertThat(texts(target, "SELECT MAX(event_id) FROM booking_events"))
                .isEqualTo(texts(source, "SELECT nextval('booking_events_event_id_seq')"));
        assertThat(texts(target, "SELECT MAX(flight_id) FROM flights"))
                .isEqualTo(texts(source, "SELECT nextval('flights_flight_id_seq')"));
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }
}
