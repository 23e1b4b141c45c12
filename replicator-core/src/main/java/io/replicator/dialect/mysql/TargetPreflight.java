package io.replicator.dialect.mysql;

import io.replicator.dialect.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks at what a MySQL or MariaDB target must be and allow. Single use. */
record TargetPreflight(Product product, Connection connection) {
    private static final long PACKET_BYTES = 64L << 20;

    List<Finding> findings(String schema) throws SQLException {
        List<Finding> findings =
                new ArrayList<>(List.of(version(), writable(), database(schema), packets(), loading()));
        names().ifPresent(findings::add);
        return findings;
    }

    private Finding version() throws SQLException {
        String version = MySqlBinlog.value(connection, "SELECT VERSION()");
        boolean mariaDb = version.toLowerCase(Locale.ROOT).contains("mariadb");
        if (mariaDb != (product == Product.MARIADB)) {
            return Finding.failed(
                    "target version",
                    version,
                    "Use a URL that begins with jdbc:" + (mariaDb ? "mariadb" : "mysql") + ":.");
        }
        boolean known = mariaDb ? MySqlBinlog.isAtLeast(connection, 10, 6) : MySqlBinlog.isAtLeast(connection, 8, 0);
        return known
                ? Finding.passed("target version", version)
                : Finding.failed("target version", version, "Use MySQL 8.0 or newer, or MariaDB 10.6 or newer.");
    }

    private Finding writable() throws SQLException {
        boolean readOnly = MySqlPreflight.isOn(MySqlBinlog.variable(connection, "read_only"));
        return readOnly
                ? Finding.failed("target writable", "read_only is ON", "Connect to the primary server.")
                : Finding.passed("target writable", "yes");
    }

    private Finding database(String schema) throws SQLException {
        String here = MySqlBinlog.value(connection, "SELECT DATABASE()");
        return here.equals(schema)
                ? Finding.passed("target database", here)
                : Finding.failed("target database", here, "Name database " + schema + " in target.url.");
    }

    /** A row goes to the server in one packet. */
    private Finding packets() throws SQLException {
        long bytes = Long.parseLong(MySqlBinlog.variable(connection, "max_allowed_packet"));
        String found = (bytes >> 20) + " MiB";
        return bytes >= PACKET_BYTES
                ? Finding.passed("target max_allowed_packet", found)
                : Finding.warning(
                        "target max_allowed_packet",
                        found,
                        "Raise it to that of the source, or a larger row stops the replication.");
    }

    private Finding loading() throws SQLException {
        boolean local = MySqlPreflight.isOn(MySqlBinlog.variable(connection, "local_infile"));
        return Finding.passed(
                "target local_infile", local ? "ON" : "OFF: the initial copy goes by INSERT, and faster if this is ON");
    }

    private Optional<Finding> names() throws SQLException {
        String folding = MySqlBinlog.variable(connection, "lower_case_table_names");
        return folding.equals("0")
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        "target lower_case_table_names",
                        folding,
                        "Tables whose names differ only in case would be one table here."));
    }
}
