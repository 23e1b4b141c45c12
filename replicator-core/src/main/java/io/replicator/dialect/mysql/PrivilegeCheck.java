package io.replicator.dialect.mysql;

import io.replicator.dialect.Finding;
import io.replicator.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the session's user may do. Where possible the thing itself is tried, so that roles, partial revokes and grants on
 * single columns count as they do later on.
 */
final class PrivilegeCheck {
    private static final String SELECT = "privilege SELECT";

    private PrivilegeCheck() {}

    static List<Finding> check(Connection connection, List<Table> tables) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        findings.add(selectOnTables(connection, tables));
        findings.add(tried(connection, "REPLICATION CLIENT", "SHOW BINARY LOGS"));
        List<String> grants = grants(connection);
        findings.add(replication(connection, grants));
        findings.add(lock(connection, grants));
        return findings;
    }

    private static Finding selectOnTables(Connection connection, List<Table> tables) throws SQLException {
        List<String> refused = new ArrayList<>();
        for (Table table : tables) {
            if (!allows(connection, "SELECT * FROM " + MySqlLiterals.name(table.id()) + " LIMIT 0")) {
                refused.add(table.id().toString());
            }
        }
        return refused.isEmpty()
                ? Finding.passed(SELECT, "on all " + tables.size() + " tables")
                : Finding.failed(
                        SELECT, "missing on " + String.join(", ", refused), "GRANT SELECT on them to this user.");
    }

    /** MariaDB asks for another privilege to show replicas than to be one. */
    private static Finding replication(Connection connection, List<String> grants) throws SQLException {
        String privilege = "REPLICATION SLAVE";
        if (Product.of(connection) == Product.MYSQL) {
            return tried(connection, privilege, "SHOW REPLICAS");
        }
        return isGlobal(grants, privilege) ? Finding.passed("privilege " + privilege, "granted") : missing(privilege);
    }

    private static Finding tried(Connection connection, String privilege, String statement) throws SQLException {
        return allows(connection, statement) ? Finding.passed("privilege " + privilege, "granted") : missing(privilege);
    }

    private static Finding missing(String privilege) {
        return Finding.failed("privilege " + privilege, "missing", "GRANT " + privilege + " ON *.* to this user.");
    }

    private static boolean allows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
            return true;
        } catch (SQLException e) {
            if (MySqlErrors.isPrivilege(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Without FOR, this includes what comes from active roles. */
    private static List<String> grants(Connection connection) throws SQLException {
        List<String> grants = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW GRANTS")) {
            while (rows.next()) {
                grants.add(rows.getString(1).toUpperCase(Locale.ROOT));
            }
        }
        return grants;
    }

    private static Finding lock(Connection connection, List<String> grants) throws SQLException {
        String subject = "privilege RELOAD or FLUSH_TABLES";
        if (isGlobal(grants, "RELOAD") || isGlobal(grants, "FLUSH_TABLES")) {
            return Finding.passed(subject, "granted");
        }
        boolean numbered = MySqlBinlog.isNumbered(connection);
        String remedy = numbered
                ? "The snapshot will do without the global read lock; only tables without a primary key then need"
                        + " LOCK TABLES."
                : "The snapshot will lock the tables one by one and needs LOCK TABLES for it.";
        return Finding.warning(subject, "missing", remedy);
    }

    private static boolean isGlobal(List<String> grants, String privilege) {
        return grants.stream()
                .filter(grant -> grant.startsWith("GRANT ") && grant.contains(" ON *.* TO "))
                .map(grant -> grant.substring("GRANT ".length(), grant.indexOf(" ON *.* TO ")))
                .anyMatch(list -> list.equals("ALL PRIVILEGES")
                        || List.of(list.split(",\\s*")).contains(privilege));
    }
}
