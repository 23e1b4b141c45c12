package io.replicator.dialect.mysql;

import io.replicator.change.TableId;
import io.replicator.dialect.mysql.CatalogQuery.CatalogRow;
import io.replicator.schema.Column;
import io.replicator.schema.DefaultValue;
import io.replicator.schema.LogicalType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the columns of all tables of a database. */
final class CatalogColumns {
    private static final String COLUMNS = """
            SELECT TABLE_SCHEMA AS db, TABLE_NAME AS tbl, COLUMN_NAME AS name, COLUMN_DEFAULT AS initial,
                   IS_NULLABLE AS nullable, DATA_TYPE AS type, COLUMN_TYPE AS full_type,
                   CHARACTER_MAXIMUM_LENGTH AS length, COALESCE(DATETIME_PRECISION, NUMERIC_PRECISION) AS digits,
                   NUMERIC_SCALE AS scale, CHARACTER_SET_NAME AS charset, COLLATION_NAME AS collated,
                   LOWER(EXTRA) AS extra, COLUMN_COMMENT AS remark, GENERATION_EXPRESSION AS expression,
                   %s AS srid
            FROM information_schema.COLUMNS
            WHERE TABLE_SCHEMA = DATABASE()
            ORDER BY TABLE_NAME, ORDINAL_POSITION
            """;

    private final Connection connection;
    private final Product product;
    private final Predicate<TableId> selected;
    private final Map<TableId, List<Column>> columns = new HashMap<>();
    private final Map<TableId, List<Integer>> inexactDefaults = new HashMap<>();
    private final Set<String> jsonColumns = new HashSet<>();

    private CatalogColumns(Connection connection, Product product, Predicate<TableId> selected) {
        this.connection = connection;
        this.product = product;
        this.selected = selected;
    }

    static Map<TableId, List<Column>> read(Connection connection, Product product, Predicate<TableId> selected)
            throws SQLException {
        CatalogColumns catalog = new CatalogColumns(connection, product, selected);
        String spatial = switch (product) {
            case MYSQL -> "SRS_ID";
            case MARIADB -> "NULL";
        };
        if (product == Product.MARIADB) {
            catalog.readJsonColumns();
        }
        CatalogQuery.each(connection, COLUMNS.formatted(spatial), catalog::add);
        catalog.correctDefaults();
        return catalog.columns;
    }

    /** MariaDB's JSON is a LONGTEXT with a CHECK of the column's name. */
    private void readJsonColumns() throws SQLException {
        CatalogQuery.each(
                connection,
                CatalogConstraints.MARIADB_JSON,
                row -> jsonColumns.add(row.table() + "." + row.text("col")));
    }

    private void add(CatalogRow row) throws SQLException {
        TableId table = row.table();
        if (!selected.test(table)) {
            return;
        }
        Column column = column(row);
        List<Column> all = columns.computeIfAbsent(table, id -> new ArrayList<>());
        all.add(column);
        if (column.defaultValue() instanceof DefaultValue.Literal && MySqlDefaults.isInexact(column.type())) {
            inexactDefaults.computeIfAbsent(table, id -> new ArrayList<>()).add(all.size() - 1);
        }
    }

    private Column column(CatalogRow row) throws SQLException {
        boolean json = jsonColumns.contains(row.table() + "." + row.text("name"));
        LogicalType type = json
                ? new LogicalType.Json()
                : MySqlTypes.logical(new MySqlTypes.Declared(
                        row.text("type"), row.text("full_type"), row.number("length"), (int) row.number("digits"), (int)
                                row.number("scale")));
        String extra = row.text("extra");
        return new Column(
                row.text("name"),
                type,
                json ? "json" : nativeType(row),
                row.has("charset") ? row.text("charset") : null,
                row.has("collated") ? row.text("collated") : null,
                row.yes("nullable"),
                defaultValue(row, type, extra.contains("default_generated")),
                generated(row, extra),
                extra.contains("auto_increment"),
                extra.contains("invisible"),
                extra.contains("on update "),
                row.text("remark"));
    }

    private static String nativeType(CatalogRow row) throws SQLException {
        return row.text("full_type") + (row.has("srid") ? " srid " + row.text("srid") : "");
    }

    private @Nullable DefaultValue defaultValue(CatalogRow row, LogicalType type, boolean expression)
            throws SQLException {
        if (!row.has("initial")) {
            return null;
        }
        String text = row.text("initial");
        return product == Product.MARIADB
                ? MySqlDefaults.parseExpression(type, text)
                : MySqlDefaults.parse(type, text, expression);
    }

    private static Column.@Nullable Generated generated(CatalogRow row, String extra) throws SQLException {
        boolean stored = extra.contains("stored generated");
        return stored || extra.contains("virtual generated")
                ? new Column.Generated(MySqlLiterals.unescape(row.text("expression")), stored)
                : null;
    }

    private void correctDefaults() throws SQLException {
        for (Map.Entry<TableId, List<Integer>> entry : inexactDefaults.entrySet()) {
            CreateStatement statement = CreateStatement.read(connection, entry.getKey());
            List<Column> all = columns.get(entry.getKey());
            for (int index : entry.getValue()) {
                all.set(index, corrected(all.get(index), statement));
            }
        }
    }

    private static Column corrected(Column column, CreateStatement statement) {
        DefaultValue exact = statement
                .constantDefault(column.name(), column.nativeType())
                .map(text -> MySqlDefaults.parse(column.type(), text, false))
                .orElse(column.defaultValue());
        return new Column(
                column.name(),
                column.type(),
                column.nativeType(),
                column.charset(),
                column.collation(),
                column.nullable(),
                exact,
                column.generated(),
                column.identity(),
                column.invisible(),
                column.onUpdateNow(),
                column.comment());
    }
}
