package io.replicator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.typemapping.ValuePolicies;
import io.replicator.typemapping.ValuePolicies.Action;
import io.replicator.typemapping.ValuePolicies.Policy;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in PostgreSQL after a value of MySQL went through the snapshot. */
final class CopiedValuesIT {
    private CopiedDatabase databases;

    @BeforeEach
    void createDatabases() throws SQLException {
        databases = new CopiedDatabase();
        databases.source().execute("SET SESSION sql_mode = 'ALLOW_INVALID_DATES'");
        databases.target().execute("SET TIME ZONE 'UTC'", "SET IntervalStyle = 'postgres'");
    }

    @AfterEach
    void closeDatabases() throws SQLException {
        databases.close();
    }

    /** A declared type, a value as MySQL writes it, and the text that PostgreSQL shows. */
    private record Value(String declared, String literal, String expected) {}

    private static final List<Value> VALUES = List.of(
            new Value("TINYINT", "-128", "-128"),
            new Value("TINYINT UNSIGNED", "255", "255"),
            new Value("TINYINT(1)", "-7", "-7"),
            new Value("SMALLINT", "-32768", "-32768"),
            new Value("SMALLINT UNSIGNED", "65535", "65535"),
            new Value("MEDIUMINT", "-8388608", "-8388608"),
            new Value("MEDIUMINT UNSIGNED", "16777215", "16777215"),
            new Value("INT", "-2147483648", "-2147483648"),
            new Value("INT UNSIGNED", "4294967295", "4294967295"),
            new Value("INT(8) ZEROFILL", "42", "42"),
            new Value("INT(8) ZEROFILL", "0", "0"),
            new Value("BIGINT", "-9223372036854775808", "-9223372036854775808"),
            new Value("BIGINT UNSIGNED", "18446744073709551615", "18446744073709551615"),
            new Value(
                    "DECIMAL(65,30)",
                    "-99999999999999999999999999999999999.999999999999999999999999999999",
                    "-99999999999999999999999999999999999.999999999999999999999999999999"),
            new Value("DECIMAL(8,2) ZEROFILL", "0.5", "0.50"),
            new Value("FLOAT", "16777217", "1.6777216e+07"),
            new Value("FLOAT", "-0e0", "-0"),
            new Value("FLOAT", "1e-45", "1e-45"),
            new Value("FLOAT", "3.4028234663852886e38", "3.4028235e+38"),
            new Value("FLOAT(7,3)", "3.1415", "3.142"),
            new Value("DOUBLE", "-0e0", "-0"),
            new Value("DOUBLE", "5e-324", "5e-324"),
            new Value("DOUBLE", "1.7976931348623157e308", "1.7976931348623157e+308"),
            new Value("DOUBLE(9,2)", "1234.567", "1234.57"),
            new Value("BIT(1)", "b'1'", "1"),
            new Value("BIT(10)", "b'1000000011'", "1000000011"),
            new Value("BIT(64)", "b'1'", "0".repeat(63) + "1"),
            new Value("BOOL", "TRUE", "1"),
            new Value("YEAR", "0", "0"),
            new Value("YEAR", "2155", "2155"),
            new Value("DATE", "'1000-01-01'", "1000-01-01"),
            new Value("DATE", "'0001-01-01'", "0001-01-01"),
            new Value("DATE", "'1582-10-10'", "1582-10-10"),
            new Value("DATE", "'9999-12-31'", "9999-12-31"),
            new Value("DATETIME", "'2024-03-31 02:30:00'", "2024-03-31 02:30:00"),
            new Value("DATETIME(6)", "'9999-12-31 23:59:59.999999'", "9999-12-31 23:59:59.999999"),
            new Value("DATETIME(3)", "'0001-01-01 00:00:00.001'", "0001-01-01 00:00:00.001"),
            new Value("TIMESTAMP", "'2024-10-27 02:30:00'", "2024-10-27 02:30:00+00"),
            new Value("TIMESTAMP(6)", "'2038-01-19 03:14:07.499999'", "2038-01-19 03:14:07.499999+00"),
            new Value("TIME", "'838:59:59'", "838:59:59"),
            new Value("TIME", "'-838:59:59'", "-838:59:59"),
            new Value("TIME(6)", "'-00:00:00.000001'", "-00:00:00.000001"),
            new Value("TIME(6)", "'-10:20:30.5'", "-10:20:30.5"),
            new Value("TIME(6)", "'0'", "00:00:00"),
            new Value("CHAR(6)", "'a b  '", "a b"),
            new Value("VARCHAR(20)", "'a b  '", "a b  "),
            new Value("VARCHAR(90)", "'\\\\N \\t \\r\\n \\b \\Z \\\\. '''", "\\N \t \r\n \b \u001a \\. '"),
            new Value("VARCHAR(9)", "'\\\\N'", "\\N"),
            new Value("VARCHAR(9)", "'\\\\.'", "\\."),
            new Value("VARCHAR(9)", "''", ""),
            new Value("VARCHAR(9)", "'日本🙂'", "日本🙂"),
            new Value("TEXT CHARACTER SET latin1", "'äöü€ÿ'", "äöü€ÿ"),
            new Value("TEXT CHARACTER SET cp1251", "'Привет'", "Привет"),
            new Value("TEXT CHARACTER SET sjis", "'日本ソ'", "日本ソ"),
            new Value("TEXT CHARACTER SET gbk", "'中文'", "中文"),
            new Value("TEXT CHARACTER SET utf16", "'é🙂'", "é🙂"),
            new Value("TEXT CHARACTER SET ucs2", "'é日'", "é日"),
            new Value("TEXT CHARACTER SET utf8mb3", "'é日'", "é日"),
            new Value("BINARY(4)", "'ab'", "\\x61620000"),
            new Value("VARBINARY(9)", "x'005C4E0A0D09ff'", "\\x005c4e0a0d09ff"),
            new Value("BLOB", "''", "\\x"),
            new Value("ENUM('a','b,c','d''e','f\\\\g')", "'b,c'", "b,c"),
            new Value("ENUM('a','b,c','d''e','f\\\\g')", "'f\\\\g'", "f\\g"),
            new Value("ENUM('a','b')", "'no such label'", ""),
            new Value("SET('x','y z','q\\\\r')", "'q\\\\r,x'", "x,q\\r"),
            new Value("SET('x','y')", "''", ""),
            new Value(
                    "JSON",
                    "'{\"b\": 12345678901234567890.5, \"a\": [1.50, \"x\\\\n\\\\\"\\\\\\\\\", null, true], \"é\": 1e2}'",
                    "{\"a\": [1.5, \"x\\n\\\"\\\\\", null, true], \"b\": 12345678901234567000, \"é\": 100.0}"),
            new Value("POINT", "ST_GeomFromText('POINT(1 2)')", "\\x0101000000000000000000f03f0000000000000040"),
            new Value(
                    "POINT SRID 4326",
                    "ST_GeomFromText('POINT(1 2)', 4326)",
                    "\\x0101000020e61000000000000000000040000000000000f03f"),
            new Value("INT", "NULL", "-"),
            new Value("TEXT", "NULL", "-"),
            new Value("BLOB", "NULL", "-"));

    @Test
    void valuesOfEveryTypeArriveUnchanged() throws Exception {
        List<String> columns = new ArrayList<>();
        for (Value value : VALUES) {
            columns.add("c" + columns.size() + " " + value.declared()
                    + (value.declared().equals("TIMESTAMP") ? " NULL" : ""));
        }
        databases
                .source()
                .execute(
                        "CREATE TABLE t (" + String.join(", ", columns) + ")",
                        "INSERT INTO t VALUES ("
                                + VALUES.stream().map(Value::literal).collect(Collectors.joining(", ")) + ")");

        databases.copyAll(ValuePolicies.REFUSE);

        for (int i = 0; i < VALUES.size(); i++) {
            assertThat(databases.target().value("SELECT c" + i + "::text FROM t"))
                    .as("%s", VALUES.get(i))
                    .isEqualTo(VALUES.get(i).expected());
        }
    }

    @Test
    void floatingPointKeepsEveryBit() throws Exception {
        databases.source().execute("CREATE TABLE t (id INT PRIMARY KEY, f FLOAT, d DOUBLE)");
        Random random = new Random(20261121);
        List<String> sent = new ArrayList<>();
        try (PreparedStatement insert =
                databases.source().connection().prepareStatement("INSERT INTO t VALUES (?, ?, ?)")) {
            for (int id = 0; id < 2000; id++) {
                float single = finite(random);
                double twice = Double.longBitsToDouble(random.nextLong() & 0xbfefffffffffffffL);
                insert.setInt(1, id);
                insert.setBigDecimal(2, new java.math.BigDecimal(single));
                insert.setObject(3, twice);
                insert.addBatch();
                sent.add(id + " " + Float.floatToIntBits(single) + " " + Double.doubleToLongBits(twice));
            }
            insert.executeBatch();
        }
        databases.copyAll(ValuePolicies.REFUSE);

        assertThat(bitsAtTarget()).isEqualTo(sent);
    }

    private static float finite(Random random) {
        float value = Float.intBitsToFloat(random.nextInt());
        return Float.isFinite(value) && value != 0 ? value : 1.5f;
    }

    private List<String> bitsAtTarget() throws SQLException {
        List<String> bits = new ArrayList<>();
        try (Statement statement = databases.target().connection().createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, f, d FROM t ORDER BY id")) {
            while (rows.next()) {
                bits.add(rows.getInt(1) + " " + Float.floatToIntBits(rows.getFloat(2)) + " "
                        + Double.doubleToLongBits(rows.getDouble(3)));
            }
        }
        return bits;
    }

    @ParameterizedTest
    @CsvSource({"DATE,0000-00-00", "DATE,2024-00-15", "DATETIME(3),0000-00-00", "TIMESTAMP,0000-00-00"})
    void zeroDatesFollowTheirPolicy(String type, String value) throws Exception {
        databases
                .source()
                .execute(
                        "CREATE TABLE t (id INT PRIMARY KEY, v " + type + " NULL)",
                        "INSERT INTO t VALUES (1, '" + value + "')");

        ReplicationException refusal =
                catchThrowableOfType(ReplicationException.class, () -> databases.copyAll(ValuePolicies.REFUSE));
        assertThat(refusal.kind()).isEqualTo(ErrorKind.VALUE);
        assertThat(refusal).hasMessageContaining("t.v").hasMessageContaining("zero");

        databases.target().execute("DROP TABLE t");
        databases.copyAll(new ValuePolicies(Policy.NULL, Policy.REFUSE));
        assertThat(databases.target().value("SELECT v FROM t")).isEqualTo("-");

        databases.target().execute("DROP TABLE t");
        databases.copyAll(new ValuePolicies(new Policy(Action.REPLACE, "1970-01-01"), Policy.REFUSE));
        assertThat(databases.target().value("SELECT v::text FROM t")).startsWith("1970-01-01");
    }

    @Test
    void nulCharactersFollowTheirPolicy() throws Exception {
        databases
                .source()
                .execute("CREATE TABLE t (id INT PRIMARY KEY, v TEXT)", "INSERT INTO t VALUES (1, 'a\\0\\tb')");

        ReplicationException refusal =
                catchThrowableOfType(ReplicationException.class, () -> databases.copyAll(ValuePolicies.REFUSE));
        assertThat(refusal.kind()).isEqualTo(ErrorKind.VALUE);

        databases.target().execute("DROP TABLE t");
        databases.copyAll(new ValuePolicies(Policy.REFUSE, new Policy(Action.REPLACE, "?")));
        assertThat(databases.target().value("SELECT v FROM t")).isEqualTo("a?\tb");
    }

    @Test
    void aValueThatTheTargetRefusesIsNamedButNotShown() throws Exception {
        databases
                .source()
                .execute("CREATE TABLE t (id INT PRIMARY KEY, v BIGINT)", "INSERT INTO t VALUES (1, 123456789012)");
        databases.target().execute("CREATE TABLE t (id INT PRIMARY KEY, v INT)");

        ReplicationException refusal =
                catchThrowableOfType(ReplicationException.class, () -> databases.copy(new MemoryMarks(true), 1, 10));

        assertThat(refusal.kind()).isEqualTo(ErrorKind.VALUE);
        assertThat(refusal)
                .hasMessageContaining("column v")
                .hasMessageContaining("22003")
                .hasMessageNotContaining("123456789012")
                .hasStackTraceContaining("ReplicationException");
        assertThat(refusal.getCause()).isInstanceOf(ReplicationException.class).hasNoCause();
    }

    @Test
    void generatedColumnsAreComputedByTheTargetAndInvisibleOnesAreCopied() throws Exception {
        databases
                .source()
                .execute(
                        "CREATE TABLE t (a INT PRIMARY KEY, b INT INVISIBLE, c INT AS (a * 2) STORED, d INT AS (a + b))",
                        "INSERT INTO t (a, b) VALUES (1, 10)");
        databases.copyAll(ValuePolicies.REFUSE);

        assertThat(databases.target().value("SELECT a, b, c, d FROM t")).isEqualTo("1|10|2|11");
    }
}
