package io.replicator.dialect.postgresql;

import io.replicator.change.TableId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The extensions that indexes, defaults and constraints of tables need: operator classes and functions. */
final class SourceExtensions {
    private static final String USES = """
            WITH parts AS (
              SELECT indrelid AS rel, 'pg_class'::regclass AS class, indexrelid AS part FROM pg_index
              UNION ALL SELECT adrelid, 'pg_attrdef'::regclass, oid FROM pg_attrdef
              UNION ALL SELECT conrelid, 'pg_constraint'::regclass, oid FROM pg_constraint WHERE conrelid <> 0)
            SELECT DISTINCT n.nspname AS db, c.relname AS tbl, e.extname AS extension, en.nspname AS extension_schema
            FROM parts
            JOIN pg_depend d ON d.classid = parts.class AND d.objid = parts.part
            JOIN pg_depend x ON x.classid = d.refclassid AND x.objid = d.refobjid AND x.deptype = 'e'
            JOIN pg_extension e ON e.oid = x.refobjid
            JOIN pg_namespace en ON en.oid = e.extnamespace
            JOIN pg_class c ON c.oid = parts.rel
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p')
            ORDER BY 1, 2, 3
            """;

    private SourceExtensions() {}

    static Map<TableId, List<String>> read(Connection connection) throws SQLException {
        Map<TableId, List<String>> statements = new HashMap<>();
        SourceQuery.each(
                connection,
                USES,
                row -> statements
                        .computeIfAbsent(row.table(), table -> new ArrayList<>())
                        .add(create(row.text("extension"), row.text("extension_schema"))));
        return statements;
    }

    static String create(String extension, String schema) {
        boolean there = schema.equals("public") || schema.equals("pg_catalog");
        return (there ? "" : TableDdl.createSchema(schema) + ";\n") + "CREATE EXTENSION IF NOT EXISTS "
                + PostgresNames.quote(extension) + " SCHEMA " + PostgresNames.quote(schema);
    }
}
