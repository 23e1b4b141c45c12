package io.replicator.dialect.mysql;

import io.replicator.change.TableId;
import io.replicator.schema.CheckConstraint;
import io.replicator.schema.Column;
import io.replicator.schema.ForeignKey;
import io.replicator.schema.Index;
import io.replicator.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads the base tables of the connection's database, with one query per kind of thing. */
final class MySqlCatalog {
    private static final String TABLES = """
            SELECT TABLE_SCHEMA AS db, TABLE_NAME AS tbl, TABLE_COMMENT AS remark, AUTO_INCREMENT AS next_value,
                   TABLE_ROWS AS estimate, AVG_ROW_LENGTH AS row_bytes
            FROM information_schema.TABLES
            WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')
            ORDER BY TABLE_NAME
            """;

    private MySqlCatalog() {}

    static List<Table> tables(Connection connection, Product product, Predicate<TableId> selected) throws SQLException {
        Map<TableId, List<Column>> columns = CatalogColumns.read(connection, product, selected);
        Map<TableId, CatalogIndexes.Keys> indexes = CatalogIndexes.read(connection, product);
        Map<TableId, List<ForeignKey>> foreignKeys = CatalogConstraints.foreignKeys(connection);
        Map<TableId, List<CheckConstraint>> checks = CatalogConstraints.checks(connection, product);
        List<Table> tables = new ArrayList<>();
        CatalogQuery.each(connection, TABLES, row -> {
            TableId id = row.table();
            if (selected.test(id)) {
                CreateStatement statement = CreateStatement.read(connection, id);
                if (statement.hasVisibleVersions()) {
                    return;
                }
                String options = StorageOptions.of(statement.text());
                CatalogIndexes.Keys keys = indexes.getOrDefault(id, CatalogIndexes.Keys.NONE);
                tables.add(new Table(
                        id,
                        product.engine(),
                        columns.getOrDefault(id, List.of()),
                        keys.primary(),
                        indexes(keys, statement),
                        foreignKeys.getOrDefault(id, List.of()),
                        checks.getOrDefault(id, List.of()),
                        row.text("remark"),
                        options,
                        product == Product.MARIADB
                                ? Sequences.requirements(connection, columns.getOrDefault(id, List.of()))
                                : List.of(),
                        row.unsigned("next_value"),
                        row.number("estimate"),
                        row.number("row_bytes")));
            }
        });
        return tables;
    }

    /** With what the catalog does not tell about them. */
    private static List<Index> indexes(CatalogIndexes.Keys keys, CreateStatement statement) {
        Stream<Index> indexes = keys.secondary().stream()
                .map(index -> new Index(
                        index.name(),
                        index.unique(),
                        index.kind(),
                        index.parts(),
                        index.visible(),
                        index.comment(),
                        statement.indexOptions(index.name())));
        return Stream.concat(indexes, statement.period().stream()).toList();
    }

    /** What is not migrated, one text each. */
    static List<String> otherObjects(Connection connection) throws SQLException {
        List<String> objects = new ArrayList<>();
        CatalogQuery.each(connection, """
                SELECT CONCAT('view ', TABLE_NAME) AS found FROM information_schema.VIEWS
                WHERE TABLE_SCHEMA = DATABASE()
                UNION ALL
                SELECT CONCAT('trigger ', TRIGGER_NAME, ' on ', EVENT_OBJECT_TABLE) FROM information_schema.TRIGGERS
                WHERE TRIGGER_SCHEMA = DATABASE()
                UNION ALL
                SELECT CONCAT(LOWER(ROUTINE_TYPE), ' ', ROUTINE_NAME) FROM information_schema.ROUTINES
                WHERE ROUTINE_SCHEMA = DATABASE()
                UNION ALL
                SELECT CONCAT('event ', EVENT_NAME) FROM information_schema.EVENTS WHERE EVENT_SCHEMA = DATABASE()
                ORDER BY found
                """, row -> objects.add(row.text("found")));
        if (Product.of(connection) == Product.MARIADB) {
            objects.addAll(TablePeriods.notMigrated(connection));
        }
        return objects;
    }
}
