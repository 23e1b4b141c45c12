package io.replicator.benchmark;

import io.replicator.testkit.DatabaseServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Looks every few milliseconds which rows of the traffic are visible on the target. What comes between two looks counts
 * as seen at the later one.
 */
final class Arrivals implements AutoCloseable {
    private static final int POLL_MILLIS = 3;

    private final Connection connection;
    private final PreparedStatement select;
    private final int[] seen = new int[ChangeMix.TABLES.size()];

    Arrivals(DatabaseServer target, String database) throws SQLException {
        this.connection = target.connect(database);
        this.select = connection.prepareStatement(ChangeMix.TABLES.stream()
                .map(table -> "(SELECT max(id) FROM " + table + ")")
                .collect(Collectors.joining(", ", "SELECT ", "")));
    }

    /** @return whether rows came since the last look */
    boolean look(SteadyTraffic traffic, List<Double> lagMillis) throws SQLException {
        boolean came = false;
        try (ResultSet row = select.executeQuery()) {
            row.next();
            long now = System.nanoTime();
            for (int table = 0; table < seen.length; table++) {
                long last = row.getLong(table + 1) - SteadyTraffic.FIRST_ID;
                for (; seen[table] <= last; seen[table]++) {
                    long committedAt = traffic.committedAt(table, seen[table]);
                    // A row may be here before its writer knows that it is committed.
                    lagMillis.add(committedAt == 0 ? 0 : Math.max(0, now - committedAt) / 1e6);
                    came = true;
                }
            }
        }
        return came;
    }

    /** Looks until all rows of the traffic are here. @return lags in order of arrival, those of the first part left out */
    List<Double> lagsOf(SteadyTraffic traffic, int leftOut, Daemon daemon) throws SQLException {
        List<Double> lags = new ArrayList<>();
        int expected = traffic.perTable() * seen.length;
        while (lags.size() < expected) {
            if (!look(traffic, lags)) {
                daemon.requireAlive();
            }
            Pause.millis(POLL_MILLIS);
        }
        List<Double> measured = new ArrayList<>(lags.subList(leftOut, expected));
        Collections.sort(measured);
        return measured;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
