package io.replicator.capture.debezium;

import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.capture.debezium.LoggedStatement.Kind;
import io.replicator.change.TableId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LoggedStatementTest {
    private static final TableId TABLE = new TableId("shop", "orders");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BEGIN | BEGIN",
                "commit | COMMIT",
                "ROLLBACK | ROLLBACK",
                "ROLLBACK TO `s` | OTHER",
                "SAVEPOINT `s` | OTHER",
                "XA START X'78',X'',1 | XA_BEGIN",
                "XA END X'78',X'',1 | XA_END",
                "XA COMMIT X'78',X'',1 | XA_END",
                "INSERT INTO orders VALUES (1) | ROW_CHANGE",
                "/* app */ UPDATE orders SET a = 1 | ROW_CHANGE",
                "WITH x AS (SELECT 1) DELETE FROM orders | ROW_CHANGE",
                "SELECT f() | ROW_CHANGE",
                "ALTER TABLE orders ADD a INT | TABLE_DEFINITION",
                "/*!40000 ALTER TABLE `orders` DISABLE KEYS */ | TABLE_DEFINITION",
                "RENAME TABLE a TO b | TABLE_DEFINITION",
                "rename /* gh-ost */ table a to b | TABLE_DEFINITION",
                "alter /* gh-ost */ /* twice */ table a add b int | TABLE_DEFINITION",
                "TRUNCATE orders | TABLE_DEFINITION",
                "CREATE UNIQUE INDEX i ON orders (a) | TABLE_DEFINITION",
                "DROP SCHEMA shop | TABLE_DEFINITION",
                "CREATE TEMPORARY TABLE t (a INT) | OTHER",
                "DROP TEMPORARY TABLE t | OTHER",
                "CREATE DEFINER=`root`@`%` TRIGGER t BEFORE INSERT ON orders FOR EACH ROW SET @a = 1 | OTHER",
                "CREATE VIEW v AS SELECT * FROM orders | OTHER",
                "GRANT SELECT ON orders TO u | OTHER",
                "ANALYZE TABLE orders | OTHER",
            })
    void isSortedByWhatItMeans(String sql, Kind kind) {
        assertThat(LoggedStatement.of(sql).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INSERT INTO orders VALUES (1) | any | true",
                "REPLACE INTO `shop`.`orders`(a) VALUES (1) | any | true",
                "REPLACE INTO `percona`.`checksums` SELECT * FROM `shop`.`orders` | any | false",
                "UPDATE items JOIN orders USING (id) SET items.a = 1 | any | true",
                "DELETE FROM items | shop | false",
                "SELECT `shop`.`f`() | shop | true",
                "SELECT `other`.`f`() | other | false",
            })
    void knowsWhichTableAChangeMayConcern(String sql, String database, boolean expected) {
        assertThat(LoggedStatement.of(sql).mayChange(TABLE, database)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE INDEX i ON orders (a)",
                "CREATE UNIQUE INDEX `on` USING BTREE ON `shop`.`orders`(a)",
                "DROP INDEX i ON shop . orders",
            })
    void knowsTheTableOfAnIndex(String sql) {
        assertThat(LoggedStatement.of(sql).indexedTable("shop")).contains(TABLE);
    }

    @Test
    void commentsInFrontDoNotHideAStatement() {
        LoggedStatement statement = LoggedStatement.of("/* a */ -- b\n # c\n  DROP TABLE `orders` /* d */");

        assertThat(statement).isEqualTo(new LoggedStatement(Kind.TABLE_DEFINITION, "DROP TABLE `orders` /* d */"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER TABLE orders ADD a INT | shop | true",
                "ALTER TABLE orders ADD a INT | other | false",
                "ALTER TABLE `Shop`.`Orders` ADD a INT | other | true",
                "ALTER TABLE shop.orders_old ADD a INT | shop | false",
                "ALTER TABLE items ADD FOREIGN KEY (o) REFERENCES orders (id) | shop | false",
                "ALTER TABLE items RENAME TO orders | shop | true",
                "ALTER TABLE items EXCHANGE PARTITION p WITH TABLE orders | shop | true",
                "CREATE TABLE items (o INT REFERENCES orders (id)) | shop | false",
                "CREATE TABLE IF NOT EXISTS `shop`.`orders`(id INT) | other | true",
                "RENAME TABLE items TO orders | shop | true",
                "DROP TABLE items, orders | shop | true",
                "DROP DATABASE `shop` | other | true",
                "DROP DATABASE `shopping` | other | false",
            })
    void knowsWhichTableADefinitionMayConcern(String sql, String database, boolean expected) {
        assertThat(LoggedStatement.of(sql).mayDefine(TABLE, database)).isEqualTo(expected);
    }
}
