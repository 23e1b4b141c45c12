package io.replicator.dialect.mysql;

import io.replicator.change.TableId;
import io.replicator.dialect.mysql.CatalogQuery.CatalogRow;
import io.replicator.schema.CheckConstraint;
import io.replicator.schema.ForeignKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads foreign keys and CHECKs of all tables of a database. */
final class CatalogConstraints {
    private static final String FOREIGN_KEYS = """
            SELECT k.TABLE_SCHEMA AS db, k.TABLE_NAME AS tbl, k.CONSTRAINT_NAME AS name, k.COLUMN_NAME AS col,
                   k.REFERENCED_TABLE_SCHEMA AS parent_db, k.REFERENCED_TABLE_NAME AS parent,
                   k.REFERENCED_COLUMN_NAME AS parent_col, r.DELETE_RULE AS on_delete, r.UPDATE_RULE AS on_update
            FROM information_schema.KEY_COLUMN_USAGE k
            JOIN information_schema.REFERENTIAL_CONSTRAINTS r
              ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME
             AND r.TABLE_NAME = k.TABLE_NAME
            WHERE k.TABLE_SCHEMA = DATABASE() AND k.REFERENCED_TABLE_NAME IS NOT NULL
            ORDER BY k.TABLE_NAME, k.CONSTRAINT_NAME, k.ORDINAL_POSITION
            """;

    private static final String CHECKS = """
            SELECT t.TABLE_SCHEMA AS db, t.TABLE_NAME AS tbl, t.CONSTRAINT_NAME AS name, c.CHECK_CLAUSE AS clause,
                   t.ENFORCED AS enforced
            FROM information_schema.TABLE_CONSTRAINTS t
            JOIN information_schema.CHECK_CONSTRAINTS c
              ON c.CONSTRAINT_SCHEMA = t.CONSTRAINT_SCHEMA AND c.CONSTRAINT_NAME = t.CONSTRAINT_NAME
            WHERE t.TABLE_SCHEMA = DATABASE() AND t.CONSTRAINT_TYPE = 'CHECK'
            ORDER BY t.TABLE_NAME, t.CONSTRAINT_NAME
            """;

    /** Without the CHECK by which a JSON column is a JSON column. */
    private static final String MARIADB_CHECKS = """
            SELECT CONSTRAINT_SCHEMA AS db, TABLE_NAME AS tbl, CONSTRAINT_NAME AS name, CHECK_CLAUSE AS clause,
                   'YES' AS enforced
            FROM information_schema.CHECK_CONSTRAINTS
            WHERE CONSTRAINT_SCHEMA = DATABASE()
              AND NOT (LEVEL = 'Column' AND CHECK_CLAUSE = CONCAT('json_valid(`', CONSTRAINT_NAME, '`)'))
            ORDER BY TABLE_NAME, CONSTRAINT_NAME
            """;

    /** The columns of type JSON. */
    static final String MARIADB_JSON = """
            SELECT CONSTRAINT_SCHEMA AS db, TABLE_NAME AS tbl, CONSTRAINT_NAME AS col
            FROM information_schema.CHECK_CONSTRAINTS
            WHERE CONSTRAINT_SCHEMA = DATABASE() AND LEVEL = 'Column'
              AND CHECK_CLAUSE = CONCAT('json_valid(`', CONSTRAINT_NAME, '`)')
            """;

    private CatalogConstraints() {}

    static Map<TableId, List<ForeignKey>> foreignKeys(Connection connection) throws SQLException {
        Map<TableId, List<ForeignKey>> keys = new HashMap<>();
        CatalogQuery.each(
                connection,
                FOREIGN_KEYS,
                row -> addColumn(keys.computeIfAbsent(row.table(), id -> new ArrayList<>()), row));
        return keys;
    }

    /** The columns of one key come one after the other. */
    private static void addColumn(List<ForeignKey> keys, CatalogRow row) throws SQLException {
        int last = keys.size() - 1;
        if (last >= 0 && keys.get(last).name().equals(row.text("name"))) {
            ForeignKey before = keys.get(last);
            keys.set(last, foreignKey(row, before.columns(), before.referencedColumns()));
        } else {
            keys.add(foreignKey(row, List.of(), List.of()));
        }
    }

    private static ForeignKey foreignKey(CatalogRow row, List<String> columns, List<String> referenced)
            throws SQLException {
        return new ForeignKey(
                row.text("name"),
                plus(columns, row.text("col")),
                new TableId(row.text("parent_db"), row.text("parent")),
                plus(referenced, row.text("parent_col")),
                action(row.text("on_delete")),
                action(row.text("on_update")));
    }

    private static List<String> plus(List<String> names, String name) {
        List<String> longer = new ArrayList<>(names);
        longer.add(name);
        return longer;
    }

    private static ForeignKey.Action action(String rule) {
        return ForeignKey.Action.valueOf(rule.toUpperCase(Locale.ROOT).replace(' ', '_'));
    }

    static Map<TableId, List<CheckConstraint>> checks(Connection connection, Product product) throws SQLException {
        Map<TableId, List<CheckConstraint>> checks = new HashMap<>();
        CatalogQuery.each(
                connection,
                product == Product.MYSQL ? CHECKS : MARIADB_CHECKS,
                row -> checks.computeIfAbsent(row.table(), id -> new ArrayList<>())
                        .add(new CheckConstraint(
                                row.text("name"), MySqlLiterals.unescape(row.text("clause")), row.yes("enforced"))));
        return checks;
    }
}
