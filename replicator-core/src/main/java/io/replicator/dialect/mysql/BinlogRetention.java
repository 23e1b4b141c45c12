package io.replicator.dialect.mysql;

import io.replicator.dialect.Finding;
import io.replicator.dialect.mysql.MySqlBinlog.LogFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How long a stopped replicator may stay away before the changes it needs are purged. */
final class BinlogRetention {
    private static final String SUBJECT = "binlog retention";
    private static final Duration RECOMMENDED = Duration.ofHours(24);
    private static final long SAMPLE_MILLIS = 1000;

    private BinlogRetention() {}

    static List<Finding> check(Connection connection) throws SQLException {
        try {
            return List.of(retention(connection));
        } catch (SQLException e) {
            if (MySqlErrors.isPrivilege(e)) {
                return List.of();
            }
            throw e;
        }
    }

    private static Finding retention(Connection connection) throws SQLException {
        List<LogFile> files = MySqlBinlog.files(connection);
        long bytes = files.stream().mapToLong(LogFile::bytes).sum();
        String amount = String.format(
                Locale.ROOT,
                "%d files with %.1f MiB, growing by %.2f MiB/s just now",
                files.size(),
                mebibytes((double) bytes),
                mebibytes(bytesPerSecond(connection)));
        Optional<Duration> kept = keptFor(connection);
        if (kept.isEmpty()) {
            return Finding.passed(SUBJECT, "kept until someone purges them; " + amount);
        }
        String found = String.format(
                Locale.ROOT,
                "%.1f hours, whatever the write rate (time-based); %s",
                kept.get().toSeconds() / 3600.0,
                amount);
        return kept.get().compareTo(RECOMMENDED) >= 0
                ? Finding.passed(SUBJECT, found)
                : Finding.warning(
                        SUBJECT,
                        found,
                        "SET PERSIST binlog_expire_logs_seconds to more than the longest outage you expect.");
    }

    /** Age at which the server purges a file by itself; empty if never. */
    static Optional<Duration> keptFor(Connection connection) throws SQLException {
        if (!MySqlPreflight.isOn(variableOr(connection, "binlog_expire_logs_auto_purge", "ON"))) {
            return Optional.empty();
        }
        long seconds = Long.parseLong(MySqlBinlog.variable(connection, "binlog_expire_logs_seconds"));
        double days = Double.parseDouble(variableOr(connection, "expire_logs_days", "0"));
        Duration kept = seconds > 0 ? Duration.ofSeconds(seconds) : Duration.ofSeconds((long) (days * 86_400));
        return kept.isZero() ? Optional.empty() : Optional.of(kept);
    }

    /** For variables that not every version has. */
    static String variableOr(Connection connection, String name, String otherwise) throws SQLException {
        String[] found = {otherwise};
        CatalogQuery.each(connection, "SHOW GLOBAL VARIABLES LIKE '" + name + "'", row -> found[0] = row.text("Value"));
        return found[0];
    }

    private static double bytesPerSecond(Connection connection) throws SQLException {
        BinlogPosition before = MySqlBinlog.end(connection);
        long start = System.nanoTime();
        Pause.milliseconds(SAMPLE_MILLIS);
        double seconds = (System.nanoTime() - start) / 1e9;
        return MySqlBinlog.bytesAfter(connection, before) / seconds;
    }

    private static double mebibytes(double bytes) {
        return bytes / (1024 * 1024);
    }
}
