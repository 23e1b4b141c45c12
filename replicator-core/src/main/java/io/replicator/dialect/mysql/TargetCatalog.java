package io.replicator.dialect.mysql;

import io.replicator.change.TableId;
import io.replicator.dialect.TargetSchema.DeferredObject;
import io.replicator.schema.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the catalog of a target. */
final class TargetCatalog {
    private static final String TABLE_TYPE =
            "SELECT TABLE_TYPE FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?";

    private static final String INDEX = """
            SELECT 1 FROM information_schema.STATISTICS
            WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND INDEX_NAME = ?""";

    private static final String CONSTRAINT = """
            SELECT 1 FROM information_schema.TABLE_CONSTRAINTS
            WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND CONSTRAINT_NAME = ?""";

    private static final String KEY = """
            SELECT COLUMN_NAME FROM information_schema.STATISTICS
            WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND INDEX_NAME = 'PRIMARY' ORDER BY SEQ_IN_INDEX""";

    private static final String TRIGGERS = """
            SELECT TRIGGER_NAME FROM information_schema.TRIGGERS
            WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ? ORDER BY TRIGGER_NAME""";

    private static final String NEXT_IDENTITY =
            "SELECT AUTO_INCREMENT FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?";

    private static final Set<String> TABLES = Set.of("BASE TABLE", "SYSTEM VERSIONED");

    private TargetCatalog() {}

    /** @param columns empty if it is not a base table */
    record ExistingTable(boolean isTable, List<Column> columns, List<String> primaryKey, List<String> triggers) {}

    static Optional<ExistingTable> table(Connection connection, Product product, TableId table) throws SQLException {
        List<String> types = texts(connection, TABLE_TYPE, table.schema(), table.name());
        if (types.isEmpty()) {
            return Optional.empty();
        }
        Map<TableId, List<Column>> columns = CatalogColumns.read(connection, product, table::equals);
        return Optional.of(new ExistingTable(
                TABLES.contains(types.get(0)),
                columns.getOrDefault(table, List.of()),
                texts(connection, KEY, table.schema(), table.name()),
                texts(connection, TRIGGERS, table.schema(), table.name())));
    }

    static boolean exists(Connection connection, DeferredObject object) throws SQLException {
        String sql = switch (object.kind()) {
            case KEY, UNIQUE, INDEX -> INDEX;
            case CHECK, FOREIGN_KEY -> CONSTRAINT;
        };
        return !texts(connection, sql, object.table().schema(), object.table().name(), object.name())
                .isEmpty();
    }

    static boolean isEmpty(Connection connection, TableId table) throws SQLException {
        return texts(connection, "SELECT 1 FROM " + MySqlLiterals.name(table) + " LIMIT 1")
                .isEmpty();
    }

    /** The greatest number in a column, 1 if there is none. */
    static long greatest(Connection connection, TableId table, String column) throws SQLException {
        String sql = "SELECT COALESCE(MAX(" + MySqlLiterals.name(column) + "), 1) FROM " + MySqlLiterals.name(table);
        return Long.parseLong(texts(connection, sql).get(0));
    }

    /** 0 if the table has no such counter. */
    static long nextIdentity(Connection connection, TableId table) throws SQLException {
        List<String> next = texts(connection, NEXT_IDENTITY, table.schema(), table.name());
        return next.isEmpty() || next.get(0).equals("null") ? 0 : Long.parseUnsignedLong(next.get(0));
    }

    private static List<String> texts(Connection connection, String sql, String... parameters) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    texts.add(String.valueOf(row.getString(1)));
                }
            }
        }
        return texts;
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
