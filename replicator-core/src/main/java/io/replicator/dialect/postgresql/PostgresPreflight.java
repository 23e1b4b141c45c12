package io.replicator.dialect.postgresql;

import io.replicator.dialect.Finding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Looks at what a target must be and allow. Superuser rights are not needed. */
record PostgresPreflight(Connection connection, Clock clock) {
    private static final int OLDEST_VERSION = 13;
    private static final String MAY_CREATE = """
            SELECT has_schema_privilege(oid, 'CREATE') AND has_schema_privilege(oid, 'USAGE')
            FROM pg_namespace WHERE nspname = ?""";
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

    List<Finding> findings(String schema) throws SQLException {
        return List.of(version(), encoding(), writable(), privilege(schema), clockDifference());
    }

    private Finding version() throws SQLException {
        int version = Integer.parseInt(ask("SELECT current_setting('server_version_num')")) / 10_000;
        String found = "PostgreSQL " + ask("SELECT current_setting('server_version')");
        return version >= OLDEST_VERSION
                ? Finding.passed("target version", found)
                : Finding.failed("target version", found, "Use PostgreSQL " + OLDEST_VERSION + " or newer.");
    }

    private Finding encoding() throws SQLException {
        String encoding = ask("SELECT current_setting('server_encoding')");
        return encoding.equals("UTF8")
                ? Finding.passed("target encoding", encoding)
                : Finding.failed(
                        "target encoding",
                        encoding,
                        "Create the database with ENCODING 'UTF8'; others cannot hold every character.");
    }

    private Finding writable() throws SQLException {
        if (isTrue("SELECT pg_is_in_recovery()")) {
            return Finding.failed("target writable", "a standby in recovery", "Connect to the primary server.");
        }
        String subject = "target writable";
        return isTrue("SELECT current_setting('transaction_read_only')::boolean")
                ? Finding.failed(
                        subject, "default_transaction_read_only is on", "Switch it off for this database or role.")
                : Finding.passed(subject, "yes");
    }

    private Finding privilege(String schema) throws SQLException {
        String subject = "target privileges";
        boolean exists = isTrue("SELECT to_regnamespace(quote_ident(?)) IS NOT NULL", schema);
        String role = ask("SELECT quote_ident(current_user)");
        if (exists) {
            return isTrue(MAY_CREATE, schema)
                    ? Finding.passed(subject, "may create tables in schema " + schema)
                    : Finding.failed(
                            subject,
                            "may not create tables in schema " + schema,
                            "GRANT CREATE, USAGE ON SCHEMA " + PostgresNames.quote(schema) + " TO " + role + ";");
        }
        return isTrue("SELECT has_database_privilege(current_database(), 'CREATE')")
                ? Finding.passed(subject, "may create schema " + schema)
                : Finding.failed(
                        subject,
                        "schema " + schema + " is missing and may not be created",
                        "GRANT CREATE ON DATABASE " + ask("SELECT quote_ident(current_database())") + " TO " + role
                                + ";");
    }

    /** Lag is the difference between two clocks, so both should be right; values do not depend on it. */
    private Finding clockDifference() throws SQLException {
        Instant before = clock.instant();
        double seconds = Double.parseDouble(ask("SELECT extract(epoch FROM clock_timestamp())"));
        Instant middle = before.plus(Duration.between(before, clock.instant()).dividedBy(2));
        Duration difference = Duration.between(middle, Instant.ofEpochMilli(Math.round(seconds * 1000)));
        String found = difference.toMillis() + " ms from this machine's clock";
        return difference.abs().compareTo(CLOCK_TOLERANCE) <= 0
                ? Finding.passed("target clock", found)
                : Finding.warning("target clock", found, "Synchronise the clocks; times of lag are wrong by as much.");
    }

    private boolean isTrue(String sql, String... parameters) throws SQLException {
        return "t".equals(ask(sql, parameters));
    }

    private String ask(String sql, String... parameters) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return String.valueOf(row.getString(1));
            }
        }
    }
}
