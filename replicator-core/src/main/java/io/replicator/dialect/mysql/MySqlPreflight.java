package io.replicator.dialect.mysql;

import static io.replicator.dialect.Finding.failed;
import static io.replicator.dialect.Finding.passed;
import static io.replicator.dialect.Finding.warning;

import io.replicator.dialect.Finding;
import io.replicator.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Looks at everything on a MySQL source that replication depends on. Single use. */
final class MySqlPreflight {
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    private final Product expected;
    private final Connection connection;
    private final List<Table> tables;
    private final List<Finding> findings = new ArrayList<>();
    private Product product;

    MySqlPreflight(Product expected, Connection connection, List<Table> tables) {
        this.expected = expected;
        this.product = expected;
        this.connection = connection;
        this.tables = tables;
    }

    List<Finding> findings() throws SQLException {
        product = Product.of(connection);
        version();
        logBin();
        rowFormat();
        if (product == Product.MYSQL) {
            partialRows();
            gtids();
        } else {
            readableEvents();
        }
        serverId();
        findings.addAll(PrivilegeCheck.check(connection, tables));
        clock();
        timeZone();
        findings.addAll(TableCheck.check(connection, tables));
        return findings;
    }

    private void version() throws SQLException {
        String version = MySqlBinlog.value(connection, "SELECT VERSION()");
        if (product != expected) {
            findings.add(failed(
                    "version",
                    version,
                    "This is " + product.title() + ": use a URL that begins with " + product.urlPrefix() + "."));
        } else if (product == Product.MARIADB && !MySqlBinlog.isAtLeast(connection, 10, 6)) {
            findings.add(failed("version", version, "MariaDB 10.6 is the oldest version that can be copied."));
        } else if (product == Product.MYSQL && !MySqlBinlog.isAtLeast(connection, 8, 0)) {
            findings.add(failed("version", version, "MySQL 8.0.17 is the oldest version that can be copied."));
        } else {
            findings.add(passed("version", version));
        }
    }

    private void logBin() throws SQLException {
        boolean on = isOn(MySqlBinlog.variable(connection, "log_bin"));
        findings.add(
                on
                        ? passed("log_bin", "ON")
                        : failed(
                                "log_bin",
                                "OFF",
                                "Start the server with log_bin; without it there are no changes to read."));
    }

    private void rowFormat() throws SQLException {
        String set = product == Product.MYSQL ? "SET PERSIST " : "SET GLOBAL ";
        expect("binlog_format", "ROW", set + "binlog_format = ROW, then let all sessions reconnect.");
        expect("binlog_row_image", "FULL", set + "binlog_row_image = FULL, then let all sessions reconnect.");
    }

    /** What MariaDB can be told to log in ways that cannot be read or resumed. */
    private void readableEvents() throws SQLException {
        expect("log_bin_compress", "0", "SET GLOBAL log_bin_compress = OFF: compressed events cannot be read.");
        if (MySqlBinlog.isAtLeast(connection, 11, 4)) {
            expect(
                    "binlog_legacy_event_pos",
                    "1",
                    "SET GLOBAL binlog_legacy_event_pos = ON: without it events have no position to resume at.");
        }
        compressedColumns();
    }

    private void compressedColumns() {
        List<String> compressed = tables.stream()
                .flatMap(table -> table.columns().stream()
                        .filter(column -> column.nativeType().contains(" COMPRESSED"))
                        .map(column -> table.id() + "." + column.name()))
                .toList();
        if (!compressed.isEmpty()) {
            findings.add(failed(
                    "compressed columns",
                    String.join(", ", compressed),
                    "Their values stand compressed in the log: MODIFY them to be without COMPRESSED."));
        }
    }

    private void partialRows() throws SQLException {
        expect(
                "binlog_row_value_options",
                "",
                "SET PERSIST binlog_row_value_options = '': partial JSON is not a value.");
        String compression = MySqlBinlog.variable(connection, "binlog_transaction_compression");
        findings.add(
                isOn(compression)
                        ? warning(
                                "binlog_transaction_compression",
                                "ON",
                                "It works, but each transaction is unpacked in memory as a whole.")
                        : passed("binlog_transaction_compression", "OFF"));
    }

    private void expect(String variable, String value, String remedy) throws SQLException {
        String actual = MySqlBinlog.variable(connection, variable);
        String shown = actual.isEmpty() ? "(empty)" : actual;
        findings.add(actual.equalsIgnoreCase(value) ? passed(variable, shown) : failed(variable, shown, remedy));
    }

    private void gtids() throws SQLException {
        String mode = MySqlBinlog.variable(connection, "gtid_mode");
        switch (mode) {
            case "ON" -> findings.add(passed("gtid_mode", mode));
            case "OFF" ->
                findings.add(warning(
                        "gtid_mode",
                        mode,
                        "It works, but not across a failover to another server; consider gtid_mode = ON."));
            default ->
                findings.add(failed(
                        "gtid_mode", mode, "Complete the change to ON or OFF; half way, positions are ambiguous."));
        }
        String consistency = MySqlBinlog.variable(connection, "enforce_gtid_consistency");
        if (mode.equals("ON")) {
            findings.add(
                    isOn(consistency)
                            ? passed("enforce_gtid_consistency", consistency)
                            : warning("enforce_gtid_consistency", consistency, "Set it to ON."));
        }
    }

    private void serverId() throws SQLException {
        String id = MySqlBinlog.variable(connection, "server_id");
        findings.add(
                id.equals("0")
                        ? failed("server_id", id, "SET PERSIST server_id to a number that no other server has.")
                        : passed("server_id", id));
    }

    private void clock() throws SQLException {
        Instant before = Instant.now();
        String utc = MySqlBinlog.value(connection, "SELECT DATE_FORMAT(UTC_TIMESTAMP(6), '%Y-%m-%dT%H:%i:%s.%f')");
        Instant middle = before.plus(Duration.between(before, Instant.now()).dividedBy(2));
        Duration ahead = Duration.between(middle, LocalDateTime.parse(utc).toInstant(ZoneOffset.UTC));
        String found = ahead.toMillis() + " ms ahead of this machine";
        findings.add(
                ahead.abs().compareTo(CLOCK_TOLERANCE) <= 0
                        ? passed("clock", found)
                        : warning("clock", found, "Lag is computed from both clocks; synchronise them."));
    }

    private void timeZone() throws SQLException {
        String zone = MySqlBinlog.variable(connection, "time_zone");
        findings.add(passed(
                "time_zone",
                zone.equals("SYSTEM")
                        ? "SYSTEM (" + MySqlBinlog.variable(connection, "system_time_zone") + ")"
                        : zone));
    }

    static boolean isOn(String value) {
        return value.equals("1") || value.equalsIgnoreCase("ON");
    }
}
