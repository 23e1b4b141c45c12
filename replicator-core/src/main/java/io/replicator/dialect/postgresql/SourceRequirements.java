package io.replicator.dialect.postgresql;

import io.replicator.change.TableId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes down, for a target of the same engine, what the columns of each table need: extensions and user-defined types. */
final class SourceRequirements {
    private static final String TYPES = """
            SELECT t.oid, n.nspname AS db, format_type(t.oid, NULL) AS tbl, e.extname AS extension,
                   en.nspname AS extension_schema,
                   CASE t.typtype
                     WHEN 'e' THEN ' AS ENUM (' || (SELECT string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder)
                                                    FROM pg_enum WHERE enumtypid = t.oid) || ')'
                     WHEN 'c' THEN ' AS (' || (SELECT string_agg(quote_ident(attname) || ' ' ||
                                               format_type(atttypid, atttypmod) || CASE WHEN attcollation <>
                                                 (SELECT typcollation FROM pg_type WHERE oid = atttypid)
                                               THEN ' COLLATE ' || attcollation::regcollation ELSE '' END, ', ' ORDER BY attnum)
                                               FROM pg_attribute WHERE attrelid = t.typrelid AND NOT attisdropped) || ')'
                     WHEN 'r' THEN ' AS RANGE (SUBTYPE = ' || format_type(r.rngsubtype, NULL) ||
                       CASE WHEN r.rngcollation <> 0 THEN ', COLLATION = ' || r.rngcollation::regcollation ELSE '' END ||
                       CASE WHEN r.rngsubdiff <> 0 THEN ', SUBTYPE_DIFF = ' || r.rngsubdiff::regproc ELSE '' END ||
                       coalesce(', MULTIRANGE_TYPE_NAME = ' ||
                                format_type((to_jsonb(r) ->> 'rngmultitypid')::oid, NULL), '') || ')'
                     WHEN 'd' THEN ' AS ' || format_type(t.typbasetype, t.typtypmod) ||
                                   CASE WHEN t.typcollation <> (SELECT typcollation FROM pg_type WHERE oid = t.typbasetype)
                                        THEN ' COLLATE ' || t.typcollation::regcollation ELSE '' END ||
                                   coalesce(' DEFAULT ' || t.typdefault, '') ||
                                   CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END ||
                                   coalesce((SELECT string_agg(' CONSTRAINT ' || quote_ident(conname) || ' ' ||
                                             pg_get_constraintdef(oid), '') FROM pg_constraint
                                             WHERE contypid = t.oid AND contype = 'c'), '')
                   END AS definition,
                   t.typtype = 'd' AS domain,
                   array_remove(array_remove(ARRAY[t.typelem, t.typbasetype, r.rngsubtype, m.rngtypid] ||
                     (SELECT array_agg(atttypid) FROM pg_attribute
                      WHERE t.typtype = 'c' AND attrelid = t.typrelid AND attnum > 0), 0), NULL)::text[] AS parts
            FROM pg_type t
            JOIN pg_namespace n ON n.oid = t.typnamespace
            LEFT JOIN pg_range r ON r.rngtypid = t.oid
            LEFT JOIN pg_range m ON (to_jsonb(m) ->> 'rngmultitypid')::oid = t.oid
            LEFT JOIN pg_depend d ON d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e'
            LEFT JOIN pg_extension e ON e.oid = d.refobjid
            LEFT JOIN pg_namespace en ON en.oid = e.extnamespace
            WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
            """;

    private static final String USES = """
            SELECT n.nspname AS db, c.relname AS tbl, a.atttypid AS type
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid >= 16384
            ORDER BY a.attrelid, a.attnum
            """;

    private final Map<Long, UserType> types = new HashMap<>();
    private final Map<TableId, Set<String>> statements = new HashMap<>();

    /** @param statement what makes it; empty for what comes with another type */
    private record UserType(String statement, List<String> parts) {}

    private SourceRequirements() {}

    static Map<TableId, List<String>> read(Connection connection) throws SQLException {
        SourceRequirements requirements = new SourceRequirements();
        SourceCollations.read(connection).forEach(requirements::add);
        SourceExtensions.read(connection).forEach(requirements::add);
        SourceQuery.each(connection, TYPES, row -> {
            List<String> parts = new ArrayList<>(row.texts("parts"));
            requirements.types.put(row.number("oid"), new UserType(statement(row), parts));
        });
        SourceQuery.each(
                connection,
                USES,
                row -> requirements.add(
                        row.number("type"),
                        requirements.statements.computeIfAbsent(row.table(), id -> new LinkedHashSet<>())));
        Map<TableId, List<String>> lists = new HashMap<>();
        requirements.statements.forEach((table, made) -> lists.put(table, List.copyOf(made)));
        return lists;
    }

    private static String statement(SourceQuery.CatalogRow row) throws SQLException {
        if (row.has("extension")) {
            return SourceExtensions.create(row.text("extension"), row.text("extension_schema"));
        }
        if (!row.has("definition")) {
            return "";
        }
        String name = row.text("tbl");
        String schema = row.text("db").equals("public") ? "" : TableDdl.createSchema(row.text("db")) + ";\n";
        return schema
                + """
                DO $replicator$ BEGIN
                  IF to_regtype(%s) IS NULL THEN CREATE %s %s%s; END IF;
                END $replicator$""".formatted(
                                PostgresNames.literal(name),
                                row.yes("domain") ? "DOMAIN" : "TYPE",
                                name,
                                row.text("definition"));
    }

    private void add(TableId table, List<String> made) {
        statements.computeIfAbsent(table, id -> new LinkedHashSet<>()).addAll(made);
    }

    /** First what a type is made of. */
    private void add(long oid, Set<String> made) {
        UserType type = types.get(oid);
        if (type == null) {
            return;
        }
        type.parts().forEach(part -> add(Long.parseLong(part), made));
        if (!type.statement().isEmpty()) {
            made.add(type.statement());
        }
    }
}
