package io.replicator.app.demo;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The last change of the demo: once it is on the target, everything before it is, since changes are applied in commit
 * order. One thread.
 */
final class EndMarker implements AutoCloseable {
    private static final String NAME = "the end of the demo";

    private final Connection target;

    private EndMarker(Connection target) {
        this.target = target;
    }

    static EndMarker write(BookingDatabases databases) throws SQLException {
        try (Connection source = databases.connectSource();
                Statement statement = source.createStatement()) {
            statement.executeUpdate("UPDATE destinations SET name = '" + NAME + "' WHERE code = 'AAA'");
        }
        return new EndMarker(databases.connectTarget());
    }

    boolean hasArrived() {
        try (Statement statement = target.createStatement();
                ResultSet rows = statement.executeQuery("SELECT 1 FROM destinations WHERE name = '" + NAME + "'")) {
            return rows.next();
        } catch (SQLException e) {
            throw DemoFailure.because("The target cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws SQLException {
        target.close();
    }
}
