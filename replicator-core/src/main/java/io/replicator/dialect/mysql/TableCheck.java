package io.replicator.dialect.mysql;

import io.replicator.change.TableId;
import io.replicator.dialect.Finding;
import io.replicator.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tables that can be replicated, but not as well as others. */
final class TableCheck {
    private TableCheck() {}

    static List<Finding> check(Connection connection, List<Table> tables) throws SQLException {
        return List.of(keys(tables), engines(connection, tables));
    }

    private static Finding keys(List<Table> tables) {
        List<String> without = tables.stream()
                .filter(table -> !table.hasRowKey())
                .map(table -> table.id().toString())
                .toList();
        return without.isEmpty()
                ? Finding.passed(
                        "primary keys",
                        "all " + tables.size() + " tables have one, or a unique key of NOT NULL columns")
                : Finding.warning(
                        "primary keys",
                        "none, and no unique key of NOT NULL columns, on " + String.join(", ", without),
                        "These tables are copied in one piece and changes find their rows by all columns: add a key.");
    }

    private static Finding engines(Connection connection, List<Table> tables) throws SQLException {
        Set<TableId> selected = tables.stream().map(Table::id).collect(Collectors.toSet());
        List<String> others = new ArrayList<>();
        CatalogQuery.each(connection, """
                SELECT TABLE_SCHEMA AS db, TABLE_NAME AS tbl, ENGINE AS engine FROM information_schema.TABLES
                WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE' AND ENGINE <> 'InnoDB'
                ORDER BY TABLE_NAME
                """, row -> {
            if (selected.contains(row.table())) {
                others.add(row.table() + " (" + row.text("engine") + ")");
            }
        });
        return others.isEmpty()
                ? Finding.passed("storage engine", "InnoDB")
                : Finding.warning(
                        "storage engine",
                        String.join(", ", others),
                        "They have no transactions, so the snapshot may see later rows than its position: convert them"
                                + " to InnoDB, or stop writing to them during the snapshot.");
    }
}
