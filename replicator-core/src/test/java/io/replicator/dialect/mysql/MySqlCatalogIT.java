package io.replicator.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.replicator.change.TableId;
import io.replicator.fixture.SharedServers;
import io.replicator.fixture.TestDatabase;
import io.replicator.schema.Column;
import io.replicator.schema.DefaultValue;
import io.replicator.schema.ForeignKey;
import io.replicator.schema.Index;
import io.replicator.schema.LogicalType;
import io.replicator.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MySqlCatalogIT {
    private static final MySqlSource SOURCE = new MySqlSource();
    private static TestDatabase database;

    @BeforeAll
    static void createDatabase() throws SQLException {
        database = TestDatabase.on(SharedServers.mySql());
    }

    @AfterAll
    static void closeDatabase() throws SQLException {
        database.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TINYINT                 | Int[bytes=1, unsigned=false]",
                "TINYINT(1)              | Int[bytes=1, unsigned=false]",
                "SMALLINT UNSIGNED       | Int[bytes=2, unsigned=true]",
                "MEDIUMINT               | Int[bytes=3, unsigned=false]",
                "INT(7) ZEROFILL         | Int[bytes=4, unsigned=true]",
                "BIGINT UNSIGNED         | Int[bytes=8, unsigned=true]",
                "DECIMAL(65,30)          | Decimal[precision=65, scale=30, unsigned=false]",
                "DECIMAL(4) UNSIGNED     | Decimal[precision=4, scale=0, unsigned=true]",
                "FLOAT                   | Floating[bytes=4]",
                "FLOAT(7,3)              | Floating[bytes=4]",
                "DOUBLE UNSIGNED         | Floating[bytes=8]",
                "BIT                     | Bits[width=1]",
                "BIT(64)                 | Bits[width=64]",
                "YEAR                    | Year[]",
                "DATE                    | Date[]",
                "DATETIME                | DateTime[precision=0]",
                "DATETIME(6)             | DateTime[precision=6]",
                "TIMESTAMP(3)            | Instant[precision=3]",
                "TIME(2)                 | Time[precision=2]",
                "CHAR(0)                 | Text[length=0, fixed=true, bounded=true]",
                "VARCHAR(40)             | Text[length=40, fixed=false, bounded=true]",
                "TINYTEXT                | Text[length=255, fixed=false, bounded=false]",
                "LONGTEXT                | Text[length=4294967295, fixed=false, bounded=false]",
                "BINARY(16)              | Binary[length=16, fixed=true, bounded=true]",
                "VARBINARY(9)            | Binary[length=9, fixed=false, bounded=true]",
                "MEDIUMBLOB              | Binary[length=16777215, fixed=false, bounded=false]",
                "JSON                    | Json[]",
                "GEOMETRY                | Geometry[kind=geometry]",
                "POINT SRID 4326         | Geometry[kind=point]",
                "MULTILINESTRING         | Geometry[kind=multilinestring]",
                "GEOMETRYCOLLECTION      | Geometry[kind=geometrycollection]",
            })
    void everyTypeHasItsLogicalType(String declared, String expected) throws SQLException {
        database.execute("DROP TABLE IF EXISTS typed", "CREATE TABLE typed (c " + declared + ")");

        assertThat(column("typed", "c").type()).hasToString(expected);
    }

    @Test
    void labelsKeepCommasQuotesAndBackslashes() throws SQLException {
        database.execute("""
                CREATE TABLE labelled (
                    e ENUM('a', 'b,c', 'd''e', 'f\\\\g', '"', '', 'ü)', '\\'', 'x\\ny'),
                    s SET('x', 'y z', 'q\\\\r', 'o''k'))""");

        assertThat(column("labelled", "e").type())
                .isEqualTo(
                        new LogicalType.Enumeration(List.of("a", "b,c", "d'e", "f\\g", "\"", "", "ü)", "'", "x\ny")));
        assertThat(column("labelled", "s").type())
                .isEqualTo(new LogicalType.LabelSet(List.of("x", "y z", "q\\r", "o'k")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "INT DEFAULT -5                          | Literal[canonical=-5]",
                "INT(5) ZEROFILL DEFAULT 7               | Literal[canonical=7]",
                "DECIMAL(5,2) DEFAULT 1.5                | Literal[canonical=1.50]",
                "FLOAT DEFAULT 1.1                       | Literal[canonical=1.1]",
                "DOUBLE DEFAULT 1e300                    | Literal[canonical=1.0E300]",
                "BIT(3) DEFAULT b'1'                     | Literal[canonical=001]",
                "YEAR DEFAULT 0000                       | Literal[canonical=0000]",
                "VARCHAR(20) DEFAULT ''                  | Literal[canonical=]",
                "VARCHAR(20) DEFAULT 'it''s \\\\ \"q\"'  | Literal[canonical=it's \\ \"q\"]",
                "VARCHAR(20) DEFAULT 'CURRENT_TIMESTAMP' | Literal[canonical=CURRENT_TIMESTAMP]",
                "VARCHAR(9) CHARSET latin1 DEFAULT 'é'   | Literal[canonical=é]",
                "ENUM('a','b,c') DEFAULT 'b,c'           | Literal[canonical=b,c]",
                "BINARY(3) DEFAULT 'a\\0'                | Literal[canonical=610000]",
                "VARBINARY(5) DEFAULT x'00FF27'          | Literal[canonical=00ff27]",
                "VARBINARY(5) NOT NULL DEFAULT 'a''\\\\' | Literal[canonical=61275c]",
                "DATE DEFAULT '0000-00-00'               | Literal[canonical=0000-00-00]",
                "TIME(3) DEFAULT '-10:00:00'             | Literal[canonical=-10:00:00.000]",
                "TIMESTAMP DEFAULT '2020-01-01 05:30:00' | Literal[canonical=2020-01-01 00:00:00+00]",
                "TIMESTAMP DEFAULT CURRENT_TIMESTAMP     | Now[precision=0]",
                "DATETIME(3) DEFAULT NOW(3)              | Now[precision=3]",
                "TIMESTAMP(6) DEFAULT (NOW(6))           | Now[precision=6]",
                "INT DEFAULT (1 + 2)                     | Expression[sql=(1 + 2)]",
                "VARCHAR(9) DEFAULT (CONCAT('it''s','\\\\')) | Expression[sql=concat(_utf8mb4'it\\'s',_utf8mb4'\\\\')]",
                "BLOB DEFAULT (x'00ff')                  | Expression[sql=0x00ff]",
                "JSON DEFAULT (JSON_ARRAY())             | Expression[sql=json_array()]",
                "INT                                     | null",
                "INT DEFAULT NULL                        | null",
            })
    void everyDefaultIsRead(String declared, String expected) throws SQLException {
        database.execute(
                "SET SESSION sql_mode = '', time_zone = '+05:30'",
                "DROP TABLE IF EXISTS defaulted",
                "CREATE TABLE defaulted (`c``1` " + declared + " COMMENT ' DEFAULT ''x''')");

        assertThat(String.valueOf(column("defaulted", "c`1").defaultValue())).isEqualTo(expected);
    }

    @Test
    void columnPropertiesAreRead() throws SQLException {
        database.execute("""
                CREATE TABLE described (
                    id INT AUTO_INCREMENT PRIMARY KEY,
                    name VARCHAR(9) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL COMMENT 'it''s \\\\ "x"',
                    flag TINYINT(1),
                    hidden INT DEFAULT 7 INVISIBLE,
                    changed TIMESTAMP(2) NULL DEFAULT CURRENT_TIMESTAMP(2) ON UPDATE CURRENT_TIMESTAMP(2),
                    place POINT SRID 4326,
                    twice INT AS (flag * 2),
                    tagged VARCHAR(20) AS (CONCAT(name, 'it''s', '\\\\')) STORED
                ) AUTO_INCREMENT = 1017 COMMENT = 'a "table"'""");
        Table table = table("described");

        assertThat(table.comment()).isEqualTo("a \"table\"");
        assertThat(table.nextIdentity()).isEqualTo(1017);
        assertThat(table.column("id").identity()).isTrue();
        Column name = table.column("name");
        assertThat(name.charset()).isEqualTo("latin1");
        assertThat(name.collation()).isEqualTo("latin1_bin");
        assertThat(name.nullable()).isFalse();
        assertThat(name.comment()).isEqualTo("it's \\ \"x\"");
        assertThat(table.column("flag").nativeType()).isEqualTo("tinyint(1)");
        assertThat(table.column("hidden").invisible()).isTrue();
        assertThat(table.column("hidden").defaultValue()).isEqualTo(new DefaultValue.Literal("7"));
        assertThat(table.column("changed").onUpdateNow()).isTrue();
        assertThat(table.column("changed").defaultValue()).isEqualTo(new DefaultValue.Now(2));
        assertThat(table.column("place").nativeType()).isEqualTo("point srid 4326");
        assertThat(table.column("twice").generated()).isEqualTo(new Column.Generated("(`flag` * 2)", false));
        assertThat(table.column("tagged").generated())
                .isEqualTo(new Column.Generated("concat(`name`,_utf8mb4'it\\'s',_utf8mb4'\\\\')", true));
    }

    @Test
    void indexesAreRead() throws SQLException {
        database.execute("""
                CREATE TABLE indexed (
                    b INT, a INT, v VARCHAR(50), t TEXT, g POINT NOT NULL SRID 0,
                    PRIMARY KEY (b, a),
                    UNIQUE KEY u (v(3) DESC, a),
                    KEY functional ((LOWER(v)), b, (CONCAT(v, 'it''s'))),
                    KEY hidden (a) COMMENT 'co''m' INVISIBLE,
                    FULLTEXT KEY words (t),
                    SPATIAL KEY area (g))""");
        Table table = table("indexed");

        assertThat(table.primaryKey()).containsExactly("b", "a");
        assertThat(table.indexes())
                .extracting(Index::name, Index::unique, Index::kind, Index::visible, Index::comment)
                .containsExactlyInAnyOrder(
                        tuple("u", true, "btree", true, ""),
                        tuple("functional", false, "btree", true, ""),
                        tuple("hidden", false, "btree", false, "co'm"),
                        tuple("words", false, "fulltext", true, ""),
                        tuple("area", false, "spatial", true, ""));
        assertThat(index(table, "u").parts())
                .containsExactly(new Index.Part("v", null, 3, true), new Index.Part("a", null, 0, false));
        assertThat(index(table, "area").parts()).containsExactly(new Index.Part("g", null, 0, false));
        assertThat(index(table, "functional").parts())
                .containsExactly(
                        new Index.Part(null, "lower(`v`)", 0, false),
                        new Index.Part("b", null, 0, false),
                        new Index.Part(null, "concat(`v`,_utf8mb4'it\\'s')", 0, false));
    }

    @Test
    void constraintsAreRead() throws SQLException {
        database.execute("CREATE TABLE parent (x INT, y INT, PRIMARY KEY (x, y))", """
                CREATE TABLE child (
                    id INT PRIMARY KEY, px INT, py INT, boss INT,
                    CONSTRAINT fk_parent FOREIGN KEY (px, py) REFERENCES parent (x, y) ON DELETE CASCADE ON UPDATE SET NULL,
                    CONSTRAINT fk_boss FOREIGN KEY (boss) REFERENCES child (id) ON DELETE RESTRICT,
                    CONSTRAINT positive CHECK (id > 0 AND 'it''s' <> 'x'),
                    CONSTRAINT lax CHECK (id < 9) NOT ENFORCED)""");
        Table child = table("child");

        assertThat(child.foreignKeys())
                .containsExactlyInAnyOrder(
                        new ForeignKey(
                                "fk_parent",
                                List.of("px", "py"),
                                new TableId(database.name(), "parent"),
                                List.of("x", "y"),
                                ForeignKey.Action.CASCADE,
                                ForeignKey.Action.SET_NULL),
                        new ForeignKey(
                                "fk_boss",
                                List.of("boss"),
                                new TableId(database.name(), "child"),
                                List.of("id"),
                                ForeignKey.Action.RESTRICT,
                                ForeignKey.Action.NO_ACTION));
        assertThat(child.checks())
                .extracting("name", "expression", "enforced")
                .containsExactlyInAnyOrder(
                        tuple("positive", "((`id` > 0) and (_utf8mb4'it\\'s' <> _utf8mb4'x'))", true),
                        tuple("lax", "(`id` < 9)", false));
    }

    @Test
    void numbersOfTheTableAreFresh() throws SQLException {
        database.execute("CREATE TABLE counted (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, pad CHAR(200))");
        table("counted");
        database.execute("INSERT INTO counted (id, pad) SELECT 0, REPEAT('x', 200) FROM information_schema.COLLATIONS");
        database.rows("ANALYZE TABLE counted");
        Table table = table("counted");

        assertThat(table.nextIdentity()).isGreaterThan(100);
        assertThat(table.estimatedRows()).isGreaterThan(100);
        assertThat(table.averageRowBytes()).isGreaterThan(200);
    }

    @Test
    void whatIsNoTableIsListed() throws SQLException {
        try (TestDatabase other = TestDatabase.on(SharedServers.mySql());
                Connection connection = SOURCE.connect(other.endpoint())) {
            other.execute(
                    "CREATE TABLE t (id INT)",
                    "CREATE VIEW v AS SELECT * FROM t",
                    "CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.id = 1",
                    "CREATE PROCEDURE p() SELECT 1",
                    "CREATE FUNCTION f() RETURNS INT DETERMINISTIC RETURN 1",
                    "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO SELECT 1");

            assertThat(SOURCE.otherObjects(connection))
                    .containsExactly("event e", "function f", "procedure p", "trigger tr on t", "view v");
            assertThat(SOURCE.tables(connection, id -> true))
                    .extracting(Table::id)
                    .containsExactly(new TableId(other.name(), "t"));
        }
    }

    @Test
    void aThousandTablesAreReadInSeconds() throws SQLException {
        try (TestDatabase other = TestDatabase.on(SharedServers.mySql());
                Connection connection = SOURCE.connect(other.endpoint())) {
            for (int i = 0; i < 1000; i++) {
                other.execute("CREATE TABLE t" + i + " (id INT PRIMARY KEY, v VARCHAR(20), KEY (v))");
            }
            long start = System.nanoTime();

            assertThat(SOURCE.tables(connection, id -> true)).hasSize(1000);
            assertThat((System.nanoTime() - start) / 1e9).isLessThan(10);
        }
    }

    private static Index index(Table table, String name) {
        return table.indexes().stream()
                .filter(index -> index.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    private static Column column(String table, String column) throws SQLException {
        return table(table).column(column);
    }

    private static Table table(String name) throws SQLException {
        try (Connection connection = SOURCE.connect(database.endpoint())) {
            return SOURCE.tables(connection, id -> id.name().equals(name)).get(0);
        }
    }
}
