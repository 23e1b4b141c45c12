package io.replicator.pipeline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.dialect.TargetSchema.DeferredObject;
import io.replicator.dialect.mysql.MySqlSource;
import io.replicator.dialect.postgresql.PostgresTarget;
import io.replicator.fixture.SharedServers;
import io.replicator.fixture.TestDatabase;
import io.replicator.schema.Table;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.Departure;
import io.replicator.typemapping.Fidelity;
import io.replicator.typemapping.TableMapping;
import io.replicator.typemapping.ValuePolicies;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What MySQL's own catalog prints is translated, and both engines compute the same values. */
final class TranslatedExpressionsIT {
    private static final PostgresTarget TARGET = new PostgresTarget();

    private static TestDatabase source;
    private static TestDatabase target;

    @BeforeAll
    static void createDatabases() throws SQLException {
        source = TestDatabase.on(SharedServers.mySql());
        target = TestDatabase.on(SharedServers.postgreSql());
    }

    @AfterAll
    static void closeDatabases() throws SQLException {
        source.close();
        target.close();
    }

    private static TablePlan planned(String table, String ddl) throws SQLException {
        source.execute(ddl);
        List<Table> tables =
                new MySqlSource().tables(source.connection(), id -> id.name().equals(table));
        PlanSettings settings = new PlanSettings("public", Names.PRESERVE, ValuePolicies.REFUSE);
        TablePlan plan =
                Planner.plan(tables, List.of(), TARGET, settings).tables().get(0);
        target.execute(plan.create().toArray(String[]::new));
        target.execute(plan.deferred().stream().map(DeferredObject::ddl).toArray(String[]::new));
        return plan;
    }

    @Test
    void generatedColumnsAreComputedAlike() throws SQLException {
        TablePlan plan = planned("computed", """
                CREATE TABLE computed (
                  id INT PRIMARY KEY, i INT, u BIGINT UNSIGNED, p DECIMAL(10,3), f FLOAT, g DOUBLE, d DATE, t DATETIME(6),
                  a VARCHAR(40), b VARCHAR(40) COLLATE utf8mb4_bin, c VARCHAR(40) COLLATE utf8mb4_0900_bin,
                  e ENUM('x','it''s','Y y'),
                  sum_iu DECIMAL(30,0) AS (i + u), product DECIMAL(30,3) AS (i * p), rounded DECIMAL(10,1) AS (p * 1),
                  whole INT AS (p) STORED, rest INT AS (i % 7), minus BIGINT AS (-i), doubled DOUBLE AS (g * 2 + f),
                  positive TINYINT AS (i > 0), within TINYINT AS (p BETWEEN -1 AND 1.5), listed TINYINT AS (i IN (1, -1)),
                  is_x TINYINT AS (e = 'x'), is_its TINYINT AS (e IN ('x', 'it''s')), same_b TINYINT AS (b = 'k'),
                  same_c TINYINT AS (c = 'k'), both_set TINYINT AS (a IS NOT NULL AND NOT (b IS NULL)),
                  either TINYINT AS (i OR p), safe TINYINT AS (i <=> u), picked INT AS (IF(i > 0, i, 0)),
                  sign_of VARCHAR(9) AS (CASE WHEN i > 0 THEN 'plus' WHEN i < 0 THEN 'minus' END),
                  first_of INT AS (COALESCE(i, whole_or_null, 0)), whole_or_null INT,
                  joined VARCHAR(100) AS (CONCAT(a, '|', b, '''', c, '\\\\', i)), size_a INT AS (CHAR_LENGTH(a)),
                  head VARCHAR(3) AS (LEFT(a, 3)), tail VARCHAR(3) AS (RIGHT(a, 3)), middle VARCHAR(40) AS (SUBSTR(a, 2, 3)),
                  replaced VARCHAR(80) AS (REPLACE(a, 'a', 'bb')), trimmed VARCHAR(40) AS (TRIM(a)), year_d INT AS (YEAR(d)),
                  month_t INT AS (MONTH(t)), day_t INT AS (DAYOFMONTH(t)), recent TINYINT AS (d >= '2000-01-01'),
                  low INT AS (FLOOR(p)), high INT AS (CEIL(p)), near_p DECIMAL(10,1) AS (ROUND(p, 1)), size_i BIGINT AS (ABS(i)))
                DEFAULT CHARSET utf8mb4""");
        assertThat(plan.mapping().columns().stream()
                        .filter(column -> column.source().isGenerated()))
                .allMatch(ColumnMapping::computed);
        source.execute("""
                INSERT INTO computed (id, i, u, p, f, g, d, t, a, b, c, e) VALUES
                (1, 2147483647, 18446744071562067968, 9999999.999, 1.1, 1e-300, '9999-12-31', '9999-12-31 23:59:59.999999',
                  'über 😀 all', 'k ', 'k ', 'x'),
                (2, -2147483648, 2147483648, -0.500, -3.4e30, 0.1, '0001-01-01', '1000-01-01 00:00:00', '  a b  ', 'k', 'k', 'it''s'),
                (3, 0, 1, 0.5, 0, 1.7e307, '2000-01-01', '2024-02-29 12:00:00.5', '', 'K', 'K', 'Y y'),
                (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
                (5, 1, 1, 1.5, 0.25, 3, '1999-12-31', '1999-12-31 23:59:59', 'aaa', ' k', 'k', 'x'),
                (6, -7, 8, -1.250, 1, 2.5, '2024-02-29', '2024-01-01 00:00:00', 'x\\\\y''z', '', '', 'x'),
                (7, 6, 6, -1.05, 1, 2.5, '2024-02-29', '2024-01-01 00:00:00', 'Aa', '', '', 'x')""");
        copyWritten(plan.mapping());
        String columns = plan.mapping().columns().stream()
                .filter(column -> !column.source().name().matches("[fgpt]|doubled"))
                .map(ColumnMapping::targetName)
                .collect(Collectors.joining(", "));
        assertThat(target.rows("SELECT " + columns + " FROM computed ORDER BY id"))
                .isEqualTo(source.rows("SELECT " + columns + " FROM computed ORDER BY id"));
        assertThat(doubles(target.connection())).isEqualTo(doubles(source.connection()));
    }

    private static List<Double> doubles(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT doubled FROM computed WHERE g IS NOT NULL ORDER BY id");
                ResultSet rows = select.executeQuery()) {
            List<Double> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getDouble(1));
            }
            return values;
        }
    }

    private static void copyWritten(TableMapping mapping) throws SQLException {
        String columns =
                mapping.written().stream().map(ColumnMapping::targetName).collect(Collectors.joining(", "));
        String values = mapping.written().stream()
                .map(column -> "?::text::" + column.type().ddl())
                .collect(Collectors.joining(", "));
        try (PreparedStatement select = source.connection().prepareStatement("SELECT " + columns + " FROM computed");
                ResultSet rows = select.executeQuery();
                PreparedStatement insert = target.connection()
                        .prepareStatement("INSERT INTO computed (" + columns + ") VALUES (" + values + ")")) {
            while (rows.next()) {
                for (int i = 1; i <= mapping.written().size(); i++) {
                    insert.setString(i, rows.getString(i));
                }
                insert.execute();
            }
        }
    }

    @Test
    void catalogsDefaultsChecksAndIndexesAreTranslated() throws SQLException {
        TablePlan plan = planned("declared", """
                CREATE TABLE declared (
                  id BINARY(16) DEFAULT (UUID_TO_BIN(UUID())) PRIMARY KEY, code CHAR(36) DEFAULT (UUID()),
                  doc JSON DEFAULT (JSON_ARRAY()), other JSON DEFAULT ('{"a": "it''s"}'), note TEXT DEFAULT ('it''s \\\\ "x"'),
                  day DATE DEFAULT (CURRENT_DATE), at DATETIME(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
                  n INT DEFAULT (1 + 2), price DECIMAL(10,2) DEFAULT 0, state ENUM('a','b') DEFAULT 'a', bits BIT(4) DEFAULT b'101',
                  raw VARBINARY(4) DEFAULT 0x00FF, name VARCHAR(100),
                  CHECK (price >= 0), CHECK (state IN ('a', 'b')), CHECK (n BETWEEN 1 AND 10 OR n IS NULL),
                  CHECK (name <> 'x'), INDEX by_lower ((LOWER(name))), INDEX by_city ((CAST(doc->>'$.city' AS CHAR(30)))),
                  UNIQUE by_sum ((n + 1)), INDEX by_prefix (note(20), name DESC))""");
        assertThat(plan.departures())
                .filteredOn(departure -> departure.fidelity() == Fidelity.NOT_MIGRATED)
                .extracting(Departure::subject)
                .containsExactly("check declared_chk_4");
        target.execute("INSERT INTO declared DEFAULT VALUES");
        assertThat(target.rows(
                        "SELECT length(id), length(code), doc, other, note, day = current_date, n, price, state, bits, raw"
                                + " FROM declared"))
                .containsExactly("16|36|[]|{\"a\": \"it's\"}|it's \\ \"x\"|t|3|0.00|a|0101|\\x00ff");
    }
}
