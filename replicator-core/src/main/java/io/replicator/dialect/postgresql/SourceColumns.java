package io.replicator.dialect.postgresql;

import io.replicator.change.TableId;
import io.replicator.dialect.postgresql.SourceQuery.CatalogRow;
import io.replicator.schema.Column;
import io.replicator.schema.LogicalType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the columns of all tables. A domain is shown by its own name and has the logical type of what is below it. A
 * column is an identity, too, if it takes its default from a sequence that it owns (serial).
 */
final class SourceColumns {
    private static final String COLUMNS = """
            WITH RECURSIVE base AS (
              SELECT oid AS declared, oid AS type, -1 AS modifier FROM pg_type WHERE typtype <> 'd'
              UNION ALL
              SELECT d.oid, b.type, CASE WHEN b.declared = b.type THEN d.typtypmod ELSE b.modifier END
              FROM pg_type d JOIN base b ON b.declared = d.typbasetype AND d.typtype = 'd'
            )
            SELECT n.nspname AS db, c.relname AS tbl, a.attname AS name, NOT a.attnotnull AS nullable,
                   format_type(a.atttypid, a.atttypmod) AS full_type, t.typname AS type,
                   t.typnamespace = 'pg_catalog'::regnamespace AS builtin,
                   CASE WHEN b.declared = b.type THEN a.atttypmod ELSE b.modifier END AS modifier,
                   (SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid)
                     AS labels,
                   CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END AS collated,
                   pg_get_expr(x.adbin, x.adrelid) AS initial, a.attgenerated AS generated, a.attidentity AS ident,
                   EXISTS (SELECT 1 FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
                           WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
                             AND d.refobjid = c.oid AND d.refobjsubid = a.attnum AND d.deptype = 'a') AS serial,
                   col_description(c.oid, a.attnum) AS remark
            FROM pg_attribute a
            JOIN pg_class c ON c.oid = a.attrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN base b ON b.declared = a.atttypid
            JOIN pg_type t ON t.oid = b.type
            LEFT JOIN pg_attrdef x ON x.adrelid = a.attrelid AND x.adnum = a.attnum
            WHERE c.relkind IN ('r', 'p') AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
              AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attrelid, a.attnum
            """;

    private SourceColumns() {}

    static Map<TableId, List<Column>> read(Connection connection) throws SQLException {
        Map<TableId, List<Column>> columns = new HashMap<>();
        SourceQuery.each(
                connection,
                COLUMNS,
                row -> columns.computeIfAbsent(row.table(), id -> new ArrayList<>())
                        .add(column(row)));
        return columns;
    }

    private static Column column(CatalogRow row) throws SQLException {
        LogicalType type = SourceTypes.logical(new SourceTypes.Declared(
                row.text("type"), row.yes("builtin"), (int) row.number("modifier"), row.texts("labels")));
        boolean identity = !row.text("ident").isEmpty()
                || (row.yes("serial") && row.text("initial").startsWith("nextval("));
        boolean plain = !identity && row.text("generated").isEmpty() && row.has("initial");
        return new Column(
                row.text("name"),
                type,
                row.text("full_type"),
                type instanceof LogicalType.Text ? "utf8mb4" : null,
                row.has("collated") ? row.text("collated") : null,
                row.yes("nullable"),
                plain ? SourceDefaults.parse(type, row.text("initial")) : null,
                generated(row),
                identity,
                false,
                false,
                row.text("remark"));
    }

    private static Column.@Nullable Generated generated(CatalogRow row) throws SQLException {
        String kind = row.text("generated");
        return kind.isEmpty() ? null : new Column.Generated(row.text("initial"), kind.equals("s"));
    }
}
