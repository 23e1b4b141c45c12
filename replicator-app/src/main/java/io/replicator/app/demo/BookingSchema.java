package io.replicator.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/** The tables of the travel agency, on MySQL. */
final class BookingSchema {
    private BookingSchema() {}

    static void create(Statement statement) throws SQLException {
        for (String sql : text().split(";\\s*\n")) {
            statement.execute(sql);
        }
    }

    static boolean exists(Connection connection) throws SQLException {
        try (var tables = connection.getMetaData().getTables(connection.getCatalog(), null, "bookings", null)) {
            return tables.next();
        }
    }

    private static String text() {
        try (InputStream resource = BookingSchema.class.getResourceAsStream("schema.sql")) {
            return new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw DemoFailure.because("The demo's schema cannot be read from the jar", e);
        }
    }
}
