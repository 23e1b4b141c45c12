package io.replicator.dialect.postgresql;

import io.replicator.dialect.Finding;
import io.replicator.schema.Index;
import io.replicator.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the log holds of a row that is updated or deleted. The primary key, or the index of a unique key, is enough to find
 * it; without one the whole row is needed, and publishing such a table would make the application's own UPDATE and DELETE fail.
 */
final class ReplicaIdentities {
    private static final String SUBJECT = "replica identity";

    private ReplicaIdentities() {}

    static List<Finding> check(Connection connection, List<Table> tables) throws SQLException {
        List<String> insufficient = new ArrayList<>();
        List<String> slow = new ArrayList<>();
        for (Table table : tables) {
            List<String> identities = identities(connection, table);
            if (!identities.stream().allMatch(identity -> isEnough(table, identity))) {
                insufficient.add(PostgresNames.qualified(table.id()));
            } else if (table.indexes().stream().anyMatch(Index::unique) && identities.contains("d")) {
                slow.add(PostgresNames.qualified(table.id()));
            }
        }
        if (!insufficient.isEmpty()) {
            return List.of(Finding.failed(
                    SUBJECT,
                    "the log does not hold enough of the rows of " + String.join(", ", insufficient),
                    "ALTER TABLE ... REPLICA IDENTITY FULL, of a partitioned table and of each partition; for a table with a primary key DEFAULT is enough,"
                            + " for one with a unique key of NOT NULL columns USING INDEX."));
        }
        return List.of(
                slow.isEmpty()
                        ? Finding.passed(SUBJECT, "of all " + tables.size() + " tables")
                        : Finding.warning(
                                SUBJECT,
                                "DEFAULT on " + String.join(", ", slow) + ", which have other unique keys",
                                "Their updates are applied one by one, as the log does not say which values they give up;"
                                        + " REPLICA IDENTITY FULL makes many of them faster."));
    }

    /**
     * Of the table and of its partitions, as rows of a partition are logged under the identity of both: d(efault), f(ull), i(ndex), n(othing).
     */
    private static List<String> identities(Connection connection, Table table) throws SQLException {
        return SourceQuery.texts(
                connection, """
                SELECT relreplident FROM pg_class WHERE oid = ?::regclass
                UNION
                SELECT c.relreplident FROM pg_partition_tree(?::regclass) t JOIN pg_class c ON c.oid = t.relid
                WHERE t.isleaf""", PostgresNames.qualified(table.id()), PostgresNames.qualified(table.id()));
    }

    private static boolean isEnough(Table table, String identity) {
        return switch (identity) {
            case "f" -> true;
            case "d" -> table.hasPrimaryKey();
            case "i" -> table.keyIndex().isPresent();
            default -> false;
        };
    }
}
