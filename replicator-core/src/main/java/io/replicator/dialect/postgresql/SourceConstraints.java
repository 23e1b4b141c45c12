package io.replicator.dialect.postgresql;

import io.replicator.change.TableId;
import io.replicator.dialect.postgresql.SourceQuery.CatalogRow;
import io.replicator.schema.CheckConstraint;
import io.replicator.schema.ForeignKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads foreign keys and CHECKs of all tables. */
final class SourceConstraints {
    private static final String FOREIGN_KEYS = """
            SELECT n.nspname AS db, c.relname AS tbl, o.conname AS name, pn.nspname AS parent_db, p.relname AS parent,
                   (SELECT array_agg(a.attname::text ORDER BY k.at)
                    FROM unnest(o.conkey) WITH ORDINALITY AS k(num, at)
                    JOIN pg_attribute a ON a.attrelid = o.conrelid AND a.attnum = k.num) AS cols,
                   (SELECT array_agg(a.attname::text ORDER BY k.at)
                    FROM unnest(o.confkey) WITH ORDINALITY AS k(num, at)
                    JOIN pg_attribute a ON a.attrelid = o.confrelid AND a.attnum = k.num) AS parent_cols,
                   o.confdeltype AS on_delete, o.confupdtype AS on_update,
                   o.condeferrable AS deferrable
            FROM pg_constraint o
            JOIN pg_class c ON c.oid = o.conrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_class p ON p.oid = o.confrelid
            JOIN pg_namespace pn ON pn.oid = p.relnamespace
            WHERE o.contype = 'f' AND o.conparentid = 0
              AND o.convalidated AND coalesce(to_jsonb(o) ->> 'conenforced', 'true') = 'true'
            ORDER BY o.conrelid, o.conname
            """;

    private static final String CHECKS = """
            SELECT n.nspname AS db, c.relname AS tbl, o.conname AS name, pg_get_expr(o.conbin, o.conrelid) AS clause,
                   o.convalidated AND coalesce(to_jsonb(o) ->> 'conenforced', 'true') = 'true' AS enforced
            FROM pg_constraint o
            JOIN pg_class c ON c.oid = o.conrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE o.contype = 'c'
            ORDER BY o.conrelid, o.conname
            """;

    private SourceConstraints() {}

    static Map<TableId, List<ForeignKey>> foreignKeys(Connection connection) throws SQLException {
        Map<TableId, List<ForeignKey>> keys = new HashMap<>();
        SourceQuery.each(
                connection,
                FOREIGN_KEYS,
                row -> keys.computeIfAbsent(row.table(), id -> new ArrayList<>())
                        .add(foreignKey(row)));
        return keys;
    }

    private static ForeignKey foreignKey(CatalogRow row) throws SQLException {
        return new ForeignKey(
                row.text("name"),
                row.texts("cols"),
                new TableId(row.text("parent_db"), row.text("parent")),
                row.texts("parent_cols"),
                action(row.text("on_delete")),
                action(row.text("on_update")),
                row.yes("deferrable"));
    }

    private static ForeignKey.Action action(String code) {
        return switch (code) {
            case "r" -> ForeignKey.Action.RESTRICT;
            case "c" -> ForeignKey.Action.CASCADE;
            case "n" -> ForeignKey.Action.SET_NULL;
            case "d" -> ForeignKey.Action.SET_DEFAULT;
            default -> ForeignKey.Action.NO_ACTION;
        };
    }

    /** One that is NOT VALID may be broken by rows that are there. */
    static Map<TableId, List<CheckConstraint>> checks(Connection connection) throws SQLException {
        Map<TableId, List<CheckConstraint>> checks = new HashMap<>();
        SourceQuery.each(
                connection,
                CHECKS,
                row -> checks.computeIfAbsent(row.table(), id -> new ArrayList<>())
                        .add(new CheckConstraint(row.text("name"), row.text("clause"), row.yes("enforced"))));
        return checks;
    }
}
