package io.replicator.dialect.mysql;

import io.replicator.change.TableId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What MariaDB keeps about the time in which rows are valid, and a target does not get. */
final class TablePeriods {
    private static final Pattern UNIQUE = Pattern.compile("\n  UNIQUE KEY `((?:[^`]|``)+)` \\(.* WITHOUT OVERLAPS\\)");
    private static final Pattern UNVERSIONED = Pattern.compile("\n  `((?:[^`]|``)+)` .* WITHOUT SYSTEM VERSIONING");

    private TablePeriods() {}

    static List<String> notMigrated(Connection connection) throws SQLException {
        List<TableId> tables = new ArrayList<>();
        CatalogQuery.each(connection, """
                SELECT TABLE_SCHEMA AS db, TABLE_NAME AS tbl FROM information_schema.TABLES
                WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED') ORDER BY TABLE_NAME
                """, row -> tables.add(row.table()));
        List<String> found = new ArrayList<>();
        for (TableId table : tables) {
            add(table, CreateStatement.read(connection, table), found);
        }
        return found;
    }

    private static void add(TableId table, CreateStatement statement, List<String> found) {
        if (statement.hasVisibleVersions()) {
            found.add("system-versioned table " + table.name()
                    + ", which has columns of its own for the time of a version");
        } else if (StorageOptions.isVersioned(StorageOptions.of(statement.text()))) {
            found.add("history of system-versioned table " + table.name()
                    + "; its current rows are, and a MariaDB target keeps versions from then on");
        }
        Matcher unique = UNIQUE.matcher(statement.text());
        while (unique.find()) {
            found.add("WITHOUT OVERLAPS of unique key " + unique.group(1) + " of table " + table.name());
        }
        Matcher unversioned = UNVERSIONED.matcher(statement.text());
        while (unversioned.find()) {
            found.add("WITHOUT SYSTEM VERSIONING of column " + unversioned.group(1) + " of table " + table.name()
                    + "; a MariaDB target keeps its versions too");
        }
    }
}
