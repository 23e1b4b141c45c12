package io.replicator.dialect.postgresql;

import io.replicator.change.TableId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes down, for a target of the same engine, the user's own collations that the columns and indexes of tables have. */
final class SourceCollations {
    /** The columns of pg_collation differ between versions. */
    private static final String COLLATIONS = """
            WITH used AS (
              SELECT attrelid AS oid, attcollation AS collation FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped
              UNION
              SELECT indrelid, unnest(indcollation::oid[]) FROM pg_index)
            SELECT n.nspname AS db, c.relname AS tbl, ln.nspname AS collation_schema,
                   'CREATE COLLATION IF NOT EXISTS ' || l.oid::regcollation || ' (PROVIDER = ' ||
                   CASE l.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END ||
                   CASE WHEN l.collprovider = 'c'
                        THEN ', LC_COLLATE = ' || quote_literal(l.collcollate) || ', LC_CTYPE = ' || quote_literal(l.collctype)
                        ELSE ', LOCALE = ' || quote_literal(coalesce(to_jsonb(l) ->> 'colllocale',
                                                to_jsonb(l) ->> 'colliculocale', l.collcollate)) END ||
                   CASE WHEN l.collisdeterministic THEN '' ELSE ', DETERMINISTIC = false' END ||
                   coalesce(', RULES = ' || quote_literal(to_jsonb(l) ->> 'collicurules'), '') || ')' AS statement
            FROM used JOIN pg_collation l ON l.oid = used.collation JOIN pg_namespace ln ON ln.oid = l.collnamespace
            JOIN pg_class c ON c.oid = used.oid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE ln.nspname <> 'pg_catalog' AND c.relkind IN ('r', 'p')
            ORDER BY 1, 2, 4
            """;

    private SourceCollations() {}

    static Map<TableId, List<String>> read(Connection connection) throws SQLException {
        Map<TableId, List<String>> statements = new HashMap<>();
        SourceQuery.each(connection, COLLATIONS, row -> {
            List<String> made = statements.computeIfAbsent(row.table(), table -> new ArrayList<>());
            if (!row.text("collation_schema").equals("public")) {
                made.add(TableDdl.createSchema(row.text("collation_schema")));
            }
            made.add(row.text("statement"));
        });
        return statements;
    }
}
