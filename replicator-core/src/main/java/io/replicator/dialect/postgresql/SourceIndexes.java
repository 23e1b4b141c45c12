package io.replicator.dialect.postgresql;

import io.replicator.change.TableId;
import io.replicator.dialect.postgresql.SourceQuery.CatalogRow;
import io.replicator.schema.Index;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads primary keys and secondary indexes of all tables. What the parts of an index do not say (operator classes, INCLUDE,
 * WHERE, exclusion) stands in its definition, and an index with more than plain columns counts as one of an expression. The replica identity comes first, so that rows
 * without a primary key are found by what the log holds of them.
 */
final class SourceIndexes {
    private static final String INDEXES = """
            SELECT n.nspname AS db, c.relname AS tbl, ic.relname AS name, i.indisprimary AS primary,
                   i.indisunique OR i.indisexclusion AS uniq, m.amname AS kind,
                   k.position, a.attname AS col, pg_get_indexdef(i.indexrelid, k.position::int, true) AS expression,
                   (i.indoption[k.position - 1] & 1) = 1 AS descending,
                   i.indpred IS NULL AND NOT i.indisexclusion AND m.amname = 'btree' AND a.attname IS NOT NULL
                     AND a.attgenerated = '' AS plain,
                   CASE WHEN o.oid IS NULL
                        THEN substring(pg_get_indexdef(i.indexrelid) FROM position(' USING ' IN
                             pg_get_indexdef(i.indexrelid)) + 1)
                        ELSE pg_get_constraintdef(o.oid) END AS definition,
                   obj_description(i.indexrelid, 'pg_class') AS remark
            FROM pg_index i
            JOIN pg_class c ON c.oid = i.indrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_class ic ON ic.oid = i.indexrelid
            JOIN pg_am m ON m.oid = ic.relam
            CROSS JOIN LATERAL generate_series(1, i.indnkeyatts) AS k(position)
            LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k.position - 1] AND a.attnum > 0
            LEFT JOIN pg_constraint o ON o.conindid = i.indexrelid AND o.contype IN ('p', 'u', 'x')
            WHERE c.relkind IN ('r', 'p') AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
              AND i.indisvalid
            ORDER BY i.indrelid, i.indisreplident DESC, ic.relname, k.position
            """;

    private SourceIndexes() {}

    record Keys(List<String> primary, List<Index> secondary) {
        static final Keys NONE = new Keys(List.of(), List.of());
    }

    static Map<TableId, Keys> read(Connection connection) throws SQLException {
        Map<TableId, Keys> keys = new HashMap<>();
        SourceQuery.each(
                connection,
                INDEXES,
                row -> add(
                        row, keys.computeIfAbsent(row.table(), id -> new Keys(new ArrayList<>(), new ArrayList<>()))));
        return keys;
    }

    /** The parts of one index come one after the other. */
    private static void add(CatalogRow row, Keys keys) throws SQLException {
        if (row.yes("primary")) {
            keys.primary().add(row.text("col"));
            return;
        }
        List<Index.Part> parts = new ArrayList<>();
        int last = keys.secondary().size() - 1;
        if (row.number("position") > 1) {
            parts.addAll(keys.secondary().remove(last).parts());
        }
        parts.add(part(row));
        keys.secondary()
                .add(new Index(
                        row.text("name"),
                        row.yes("uniq"),
                        row.text("kind"),
                        parts,
                        true,
                        row.text("remark"),
                        row.text("definition")));
    }

    private static Index.Part part(CatalogRow row) throws SQLException {
        return row.yes("plain")
                ? new Index.Part(row.text("col"), null, 0, row.yes("descending"))
                : new Index.Part(null, row.text("expression"), 0, row.yes("descending"));
    }
}
