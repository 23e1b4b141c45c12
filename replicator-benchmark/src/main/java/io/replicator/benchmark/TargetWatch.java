package io.replicator.benchmark;

import io.replicator.testkit.DatabaseServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** Looks at the target as any reader would. */
final class TargetWatch {
    private static final Set<String> UNDEFINED_TABLE = Set.of("42P01", "42S02");
    private static final int POLL_MILLIS = 10;

    private TargetWatch() {}

    /** @return seconds from the daemon's start until somebody can see a row of the table */
    static double firstRow(DatabaseServer target, String database, String table, Daemon daemon) throws SQLException {
        try (Connection connection = target.connect(database);
                Statement statement = connection.createStatement()) {
            while (!hasRow(statement, table)) {
                daemon.requireAlive();
                Pause.millis(POLL_MILLIS);
            }
            return daemon.sinceStart().seconds();
        }
    }

    private static boolean hasRow(Statement statement, String table) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT 1 FROM " + table + " LIMIT 1")) {
            return row.next();
        } catch (SQLException e) {
            if (UNDEFINED_TABLE.contains(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }
}
