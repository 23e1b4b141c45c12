package io.replicator.dialect.postgresql;

import io.replicator.change.TableId;
import io.replicator.schema.CheckConstraint;
import io.replicator.schema.Column;
import io.replicator.schema.ForeignKey;
import io.replicator.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Reads the tables of all schemas but the server's own, with one query per kind of thing. A partitioned table is one table;
 * its partitions, what belongs to extensions, and temporary and unlogged tables are left out.
 */
final class SourceCatalog {
    private static final String TABLES = """
            SELECT n.nspname AS db, c.relname AS tbl, obj_description(c.oid, 'pg_class') AS remark,
                   greatest(0, CASE WHEN c.relkind = 'r' THEN c.reltuples ELSE
                     (SELECT sum(p.reltuples) FROM pg_partition_tree(c.oid) t JOIN pg_class p ON p.oid = t.relid
                      WHERE t.isleaf) END)::bigint AS estimate,
                   (SELECT sum(pg_relation_size(t.relid)) FROM pg_partition_tree(c.oid) t WHERE t.isleaf)::bigint AS parts,
                   pg_relation_size(c.oid) AS bytes
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence = 'p'
              AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
              AND NOT EXISTS (SELECT 1 FROM pg_depend d
                              WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
            ORDER BY n.nspname, c.relname
            """;

    /** The next value of each sequence that a column owns. */
    private static final String SEQUENCES = """
            SELECT n.nspname AS db, c.relname AS tbl,
                   coalesce(s.last_value + s.increment_by, s.start_value) AS next_value
            FROM pg_depend d
            JOIN pg_class q ON q.oid = d.objid AND q.relkind = 'S'
            JOIN pg_class c ON c.oid = d.refobjid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_namespace qn ON qn.oid = q.relnamespace
            JOIN pg_sequences s ON s.schemaname = qn.nspname AND s.sequencename = q.relname
            WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
            """;

    private static final String OTHERS = """
            SELECT CASE c.relkind WHEN 'v' THEN 'view ' WHEN 'm' THEN 'materialized view ' WHEN 'f' THEN 'foreign table '
                   WHEN 'S' THEN 'sequence ' ELSE 'unlogged table ' END || n.nspname || '.' || c.relname AS found
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE (c.relkind IN ('v', 'm', 'f') OR (c.relkind = 'r' AND c.relpersistence = 'u') OR (c.relkind = 'S'
                     AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
                                     AND d.objid = c.oid AND d.deptype IN ('a', 'i'))))
              AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
              AND NOT EXISTS (SELECT 1 FROM pg_depend d
                              WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
            UNION ALL
            SELECT 'trigger ' || t.tgname || ' on ' || n.nspname || '.' || c.relname
            FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT t.tgisinternal AND t.tgparentid = 0
            UNION ALL
            SELECT CASE p.prokind WHEN 'p' THEN 'procedure ' ELSE 'function ' END || p.oid::regprocedure
            FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
            WHERE n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
              AND NOT EXISTS (SELECT 1 FROM pg_depend d
                              WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
            UNION ALL
            SELECT 'constraint ' || o.conname || ' on ' || n.nspname || '.' || c.relname || ' (' ||
                   CASE WHEN NOT o.convalidated OR to_jsonb(o) ->> 'conenforced' = 'false'
                        THEN 'not enforced for all rows' ELSE concat_ws(', ',
                          CASE WHEN o.confmatchtype = 'f' THEN 'only its MATCH FULL' END,
                          CASE WHEN o.condeferred THEN 'only its INITIALLY DEFERRED' END,
                          CASE WHEN to_jsonb(o) ->> 'confdelsetcols' IS NOT NULL THEN 'only its list of columns to set' END)
                        END || ')'
            FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE o.contype IN ('c', 'f') AND o.conparentid = 0
              AND (NOT o.convalidated OR to_jsonb(o) ->> 'conenforced' = 'false' OR o.confmatchtype = 'f' OR o.condeferred
                   OR to_jsonb(o) ->> 'confdelsetcols' IS NOT NULL)
            UNION ALL
            SELECT 'statistics ' || n.nspname || '.' || s.stxname || ' on ' || s.stxrelid::regclass
            FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace
            UNION ALL
            SELECT 'rule ' || r.rulename || ' on ' || r.ev_class::regclass
            FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
            UNION ALL
            SELECT 'inheritance of ' || i.inhrelid::regclass || ' from ' || i.inhparent::regclass
            FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE NOT c.relispartition AND c.relkind = 'r'
            UNION ALL
            SELECT 'counting down of sequence ' || s.seqrelid::regclass FROM pg_sequence s
            WHERE s.seqincrement < 0 AND EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
                                                 AND d.objid = s.seqrelid AND d.deptype IN ('a', 'i'))
            UNION ALL
            SELECT 'row security policy ' || o.polname || ' on ' || o.polrelid::regclass FROM pg_policy o
            ORDER BY found
            """;

    private SourceCatalog() {}

    static List<Table> tables(Connection connection, Predicate<TableId> selected) throws SQLException {
        Map<TableId, List<Column>> columns = SourceColumns.read(connection);
        Map<TableId, SourceIndexes.Keys> indexes = SourceIndexes.read(connection);
        Map<TableId, List<ForeignKey>> foreignKeys = SourceConstraints.foreignKeys(connection);
        Map<TableId, List<CheckConstraint>> checks = SourceConstraints.checks(connection);
        Map<TableId, List<String>> requirements = SourceRequirements.read(connection);
        Map<TableId, Long> nextValues = nextValues(connection);
        Map<TableId, String> options = SourceOptions.read(connection);
        List<Table> tables = new ArrayList<>();
        SourceQuery.each(connection, TABLES, row -> {
            TableId id = row.table();
            if (selected.test(id)) {
                SourceIndexes.Keys keys = indexes.getOrDefault(id, SourceIndexes.Keys.NONE);
                long estimate = row.number("estimate");
                long bytes = Math.max(row.number("bytes"), row.number("parts"));
                tables.add(new Table(
                        id,
                        PostgresSource.NAME,
                        columns.getOrDefault(id, List.of()),
                        keys.primary(),
                        keys.secondary(),
                        foreignKeys.getOrDefault(id, List.of()),
                        checks.getOrDefault(id, List.of()),
                        row.text("remark"),
                        options.getOrDefault(id, ""),
                        requirements.getOrDefault(id, List.of()),
                        nextValues.getOrDefault(id, 0L),
                        estimate,
                        estimate == 0 ? 0 : bytes / estimate));
            }
        });
        return tables;
    }

    private static Map<TableId, Long> nextValues(Connection connection) throws SQLException {
        Map<TableId, Long> nextValues = new HashMap<>();
        SourceQuery.each(
                connection, SEQUENCES, row -> nextValues.merge(row.table(), row.number("next_value"), Math::max));
        return nextValues;
    }

    /** What is not migrated, one text each. */
    static List<String> otherObjects(Connection connection) throws SQLException {
        return SourceQuery.texts(connection, OTHERS);
    }

    /** A partitioned table holds no rows itself, any other must not be read together with what inherits from it. */
    static String from(Table table) {
        return (PostgresSource.isPartitioned(table) ? "" : "ONLY ") + PostgresNames.qualified(table.id());
    }
}
