package io.replicator.dialect.mysql;

import io.replicator.change.TableId;
import io.replicator.dialect.mysql.CatalogQuery.CatalogRow;
import io.replicator.schema.Index;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads primary keys and secondary indexes of all tables of a database. */
final class CatalogIndexes {
    private static final String INDEXES = """
            SELECT TABLE_SCHEMA AS db, TABLE_NAME AS tbl, INDEX_NAME AS name, NON_UNIQUE AS non_unique,
                   COLUMN_NAME AS col, COLLATION AS direction, SUB_PART AS prefix, INDEX_TYPE AS kind,
                   INDEX_COMMENT AS remark, %s AS visible, %s AS expression
            FROM information_schema.STATISTICS
            WHERE TABLE_SCHEMA = DATABASE()
            ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX
            """;

    private CatalogIndexes() {}

    /** @param secondary in name order */
    record Keys(List<String> primary, List<Index> secondary) {
        static final Keys NONE = new Keys(List.of(), List.of());
    }

    static Map<TableId, Keys> read(Connection connection, Product product) throws SQLException {
        Map<TableId, Keys> keys = new HashMap<>();
        String sql = switch (product) {
            case MYSQL -> INDEXES.formatted("IS_VISIBLE", "EXPRESSION");
            case MARIADB -> INDEXES.formatted("IF(IGNORED = 'YES', 'NO', 'YES')", "NULL");
        };
        CatalogQuery.each(connection, sql, row -> {
            Keys table = keys.computeIfAbsent(row.table(), id -> new Keys(new ArrayList<>(), new ArrayList<>()));
            if (row.text("name").equals("PRIMARY")) {
                table.primary().add(row.text("col"));
            } else {
                addPart(table.secondary(), row);
            }
        });
        return keys;
    }

    /** The parts of one index come one after the other. */
    private static void addPart(List<Index> indexes, CatalogRow row) throws SQLException {
        String name = row.text("name");
        Index before = indexes.isEmpty() ? null : indexes.get(indexes.size() - 1);
        if (before != null && before.name().equals(name)) {
            indexes.set(indexes.size() - 1, index(row, before.parts()));
        } else {
            indexes.add(index(row, List.of()));
        }
    }

    private static Index index(CatalogRow row, List<Index.Part> partsBefore) throws SQLException {
        List<Index.Part> parts = new ArrayList<>(partsBefore);
        String kind = row.text("kind").toLowerCase(Locale.ROOT);
        parts.add(new Index.Part(
                orNull(row, "col"),
                row.has("expression") ? MySqlLiterals.unescape(row.text("expression")) : null,
                // The catalog gives the size of a bounding box as the prefix of a spatial key.
                kind.equals("spatial") ? 0 : (int) row.number("prefix"),
                row.text("direction").equals("D")));
        return new Index(
                row.text("name"), row.number("non_unique") == 0, kind, parts, row.yes("visible"), row.text("remark"));
    }

    private static @Nullable String orNull(CatalogRow row, String column) throws SQLException {
        return row.has(column) ? row.text(column) : null;
    }
}
