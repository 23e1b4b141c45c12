package io.replicator.dialect.postgresql;

import io.replicator.change.TableId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads how tables are partitioned and stored: first what follows the list of columns in CREATE TABLE, then, each on a line
 * of its own, the statements that complete the table, with {@code {table}} for its name, {@code {schema}} for its schema and
 * {@code {key}} for its primary key.
 */
final class SourceOptions {
    /** Behind the line's rank, as partitions come before what is said about all of them. */
    private static final String OPTIONS = """
            WITH tables AS (
              SELECT c.*, n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
                AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'),
            columns AS (
              SELECT c.oid, c.nspname, c.relname, a.*, t.typstorage,
                     'ALTER TABLE {table} ALTER COLUMN "' || replace(a.attname, '"', '""') || '" ' AS alter
              FROM tables c JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid
              WHERE a.attnum > 0 AND NOT a.attisdropped)
            SELECT nspname AS db, relname AS tbl, 0 AS rank, 'PARTITION BY ' || pg_get_partkeydef(oid) AS line
            FROM tables WHERE relkind = 'p'
            UNION ALL
            SELECT c.nspname, c.relname, t.level, 'CREATE TABLE IF NOT EXISTS {schema}.' || quote_ident(p.relname)
                   || ' PARTITION OF ' || CASE t.level WHEN 1 THEN '{table}' ELSE '{schema}.' || quote_ident(u.relname) END
                   || ' ' || pg_get_expr(p.relpartbound, p.oid) || coalesce(' PARTITION BY ' || pg_get_partkeydef(p.oid), '')
            FROM tables c CROSS JOIN LATERAL pg_partition_tree(c.oid) t JOIN pg_class p ON p.oid = t.relid
            JOIN pg_class u ON u.oid = t.parentrelid
            WHERE c.relkind = 'p' AND p.relkind IN ('r', 'p')
            UNION ALL
            SELECT nspname, relname, 1000, 'ALTER TABLE {table} SET (' || array_to_string(reloptions, ', ') || ')'
            FROM tables WHERE reloptions IS NOT NULL
            UNION ALL
            SELECT c.nspname, c.relname, 1001,
                   'ALTER TABLE {table} SET (toast.' || array_to_string(t.reloptions, ', toast.') || ')'
            FROM tables c JOIN pg_class t ON t.oid = c.reltoastrelid WHERE t.reloptions IS NOT NULL
            UNION ALL
            SELECT nspname, relname, 1002, 'ALTER TABLE {table} REPLICA IDENTITY FULL' FROM tables WHERE relreplident = 'f'
            UNION ALL
            SELECT nspname, relname, 1002, 'ALTER TABLE {table} RENAME CONSTRAINT {key} TO ' || quote_ident(conname)
            FROM tables t JOIN pg_constraint o ON o.conrelid = t.oid AND o.contype = 'p'
            WHERE conname <> relname || '_pkey' AND length(relname) < 50
            UNION ALL
            SELECT nspname, relname, 1003, alter || 'SET STORAGE ' ||
                   CASE attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END
            FROM columns WHERE attstorage <> typstorage
            UNION ALL
            SELECT nspname, relname, 1004, alter || 'SET STATISTICS ' || attstattarget FROM columns WHERE attstattarget >= 0
            UNION ALL
            SELECT nspname, relname, 1005, alter || 'SET (' || array_to_string(attoptions, ', ') || ')'
            FROM columns WHERE attoptions IS NOT NULL
            UNION ALL
            SELECT c.nspname, c.relname, 1006, c.alter || 'SET INCREMENT BY ' || s.seqincrement || ' SET MINVALUE ' || s.seqmin
                   || ' SET MAXVALUE ' || s.seqmax || ' SET CACHE ' || s.seqcache
                   || CASE WHEN s.seqcycle THEN ' SET CYCLE' ELSE '' END
            FROM columns c JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
              AND d.refobjid = c.oid AND d.refobjsubid = c.attnum AND d.deptype IN ('a', 'i')
            JOIN pg_sequence s ON s.seqrelid = d.objid
            WHERE s.seqincrement > 0 AND c.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype)
              AND s.seqtypid = c.atttypid
              AND coalesce(pg_sequence_last_value(s.seqrelid) + s.seqincrement, s.seqstart) <= s.seqmax
              AND (s.seqincrement, s.seqmin, s.seqcache, s.seqcycle, s.seqmax) IS DISTINCT FROM (1, 1, 1, false,
                   CASE s.seqtypid WHEN 'int2'::regtype THEN 32767 WHEN 'int4'::regtype THEN 2147483647
                   ELSE 9223372036854775807 END)
            ORDER BY db, tbl, rank, line
            """;

    private SourceOptions() {}

    static Map<TableId, String> read(Connection connection) throws SQLException {
        Map<TableId, String> options = new HashMap<>();
        SourceQuery.each(connection, OPTIONS, row -> {
            String start = options.getOrDefault(row.table(), row.number("rank") == 0 ? "" : "\n");
            options.put(row.table(), start.isBlank() ? start + row.text("line") : start + "\n" + row.text("line"));
        });
        return options;
    }
}
