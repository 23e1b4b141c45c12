package io.replicator.dialect.postgresql;

import io.replicator.dialect.Finding;
import io.replicator.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the session's role may do: read, stream, and publish the tables. */
final class SourcePrivileges {
    private static final String REPLICATION = """
            SELECT rolreplication OR rolsuper
                   OR EXISTS (SELECT 1 FROM pg_roles g WHERE g.rolname IN ('rds_replication', 'cloudsqlreplica')
                              AND pg_has_role(g.oid, 'MEMBER'))
            FROM pg_roles WHERE rolname = current_user""";

    private SourcePrivileges() {}

    static List<Finding> check(Connection connection, ReplicationSlot slot, List<Table> tables) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        findings.add(replication(connection));
        findings.add(onTables(
                connection,
                tables,
                "privilege SELECT",
                "has_table_privilege(c.oid, 'SELECT')",
                "GRANT SELECT on them to this role."));
        if (SourceQuery.text(connection, "SELECT 1::text FROM pg_publication WHERE pubname = ?", slot.name())
                .isEmpty()) {
            findings.add(publication(connection));
            findings.add(onTables(
                    connection,
                    tables,
                    "ownership",
                    "pg_has_role(c.relowner, 'USAGE')",
                    "Only the owner may publish a table: GRANT the owner's role to this one."));
        }
        return findings;
    }

    private static Finding replication(Connection connection) throws SQLException {
        return SourceQuery.value(connection, REPLICATION).equals("t")
                ? Finding.passed("attribute REPLICATION", "granted")
                : Finding.failed("attribute REPLICATION", "missing", "ALTER ROLE ... REPLICATION for this role.");
    }

    private static Finding publication(Connection connection) throws SQLException {
        String subject = "privilege CREATE on the database";
        return SourceQuery.value(connection, "SELECT has_database_privilege(current_database(), 'CREATE')")
                        .equals("t")
                ? Finding.passed(subject, "granted")
                : Finding.failed(subject, "missing", "GRANT CREATE ON DATABASE to this role; a publication needs it.");
    }

    private static Finding onTables(
            Connection connection, List<Table> tables, String subject, String condition, String remedy)
            throws SQLException {
        List<String> refused = new ArrayList<>();
        for (Table table : tables) {
            boolean allowed = SourceQuery.text(
                            connection,
                            "SELECT " + condition + " FROM pg_class c WHERE c.oid = ?::regclass",
                            PostgresNames.qualified(table.id()))
                    .orElse("f")
                    .equals("t");
            if (!allowed) {
                refused.add(table.id().toString());
            }
        }
        return refused.isEmpty()
                ? Finding.passed(subject, "on all " + tables.size() + " tables")
                : Finding.failed(subject, "missing on " + String.join(", ", refused), remedy);
    }
}
