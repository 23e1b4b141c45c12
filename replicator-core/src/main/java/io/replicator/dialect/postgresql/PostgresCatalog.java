package io.replicator.dialect.postgresql;

import io.replicator.change.TableId;
import io.replicator.dialect.TargetSchema.DeferredObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Reads PostgreSQL's catalog. */
final class PostgresCatalog {
    private static final String INDEX_EXISTS = """
            SELECT 1 FROM pg_index i
            JOIN pg_class c ON c.oid = i.indexrelid
            JOIN pg_class t ON t.oid = i.indrelid
            JOIN pg_namespace n ON n.oid = t.relnamespace
            WHERE n.nspname = ? AND t.relname = ? AND c.relname = ? AND i.indisvalid""";

    private static final String CONSTRAINT_EXISTS = """
            SELECT 1 FROM pg_constraint c
            JOIN pg_class t ON t.oid = c.conrelid
            JOIN pg_namespace n ON n.oid = t.relnamespace
            WHERE n.nspname = ? AND t.relname = ? AND c.conname = ? AND c.convalidated""";

    private static final String TABLE = """
            SELECT t.oid, t.relkind, t.relpersistence, t.relrowsecurity, NOT coalesce(i.indimmediate, true),
              array_to_string(ARRAY(
                SELECT p FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) p
                WHERE NOT has_table_privilege(t.oid, p)), ', ')
            FROM pg_class t
            JOIN pg_namespace n ON n.oid = t.relnamespace
            LEFT JOIN pg_index i ON i.indrelid = t.oid AND i.indisprimary
            WHERE n.nspname = ? AND t.relname = ? AND t.relkind IN ('r', 'p', 'v', 'm', 'f')""";

    private static final String COLUMNS = """
            SELECT attname, format_type(atttypid, atttypmod), attnotnull, atthasdef, attidentity, attgenerated
            FROM pg_attribute WHERE attrelid = ? AND attnum > 0 AND NOT attisdropped ORDER BY attnum""";

    private static final String KEY = """
            SELECT a.attname FROM pg_index i
            JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
            WHERE i.indrelid = ? AND i.indisprimary
            ORDER BY array_position(i.indkey::int2[], a.attnum)""";

    /** A trigger that fires in the applier's sessions; 'O' and 'A' are the enabled ones. */
    private static final String TRIGGERS = """
            SELECT tgname FROM pg_trigger
            WHERE tgrelid = ? AND NOT tgisinternal AND tgenabled IN ('O', 'A') ORDER BY tgname""";

    private PostgresCatalog() {}

    static boolean exists(Connection connection, DeferredObject object) throws SQLException {
        String sql = switch (object.kind()) {
            case KEY, UNIQUE, INDEX -> INDEX_EXISTS;
            case CHECK, FOREIGN_KEY -> CONSTRAINT_EXISTS;
        };
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, object.table().schema());
            select.setString(2, object.table().name());
            select.setString(3, object.name());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    static boolean isPartitioned(Connection connection, TableId table) throws SQLException {
        return finds(
                connection,
                "SELECT 1 FROM pg_partitioned_table WHERE partrelid = to_regclass(?)",
                PostgresNames.qualified(table));
    }

    /** @param relation qualified and quoted */
    static boolean exists(Connection connection, String relation) throws SQLException {
        return finds(connection, "SELECT 1 WHERE to_regclass(?) IS NOT NULL", relation);
    }

    private static boolean finds(Connection connection, String sql, String relation) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, relation);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    static boolean isEmpty(Connection connection, TableId table) throws SQLException {
        String sql = "SELECT 1 FROM " + PostgresNames.qualified(table) + " LIMIT 1";
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet rows = select.executeQuery()) {
            return !rows.next();
        }
    }

    static Optional<ExistingTable> table(Connection connection, TableId table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(TABLE)) {
            select.setString(1, table.schema());
            select.setString(2, table.name());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(table(connection, row)) : Optional.empty();
            }
        }
    }

    private static ExistingTable table(Connection connection, ResultSet row) throws SQLException {
        long oid = row.getLong(1);
        return new ExistingTable(
                row.getString(2).charAt(0),
                row.getString(3).equals("u"),
                row.getBoolean(4),
                columns(connection, oid),
                names(connection, KEY, oid),
                row.getBoolean(5),
                names(connection, TRIGGERS, oid),
                row.getString(6));
    }

    private static List<ExistingTable.Column> columns(Connection connection, long table) throws SQLException {
        List<ExistingTable.Column> columns = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(COLUMNS)) {
            select.setLong(1, table);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    columns.add(new ExistingTable.Column(
                            row.getString(1),
                            row.getString(2),
                            row.getBoolean(3),
                            row.getBoolean(4),
                            row.getString(5),
                            !row.getString(6).isEmpty()));
                }
            }
        }
        return columns;
    }

    private static List<String> names(Connection connection, String sql, long table) throws SQLException {
        LinkedHashSet<String> names = new LinkedHashSet<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, table);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
        }
        return List.copyOf(names);
    }
}
