package io.replicator.pipeline;

import static io.replicator.pipeline.ServerPair.execute;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every type through the snapshot and through the stream: the same bytes on the target, equal to the source. Neither the
 * server's nor this JVM's time zone is UTC.
 */
class BothRoadsIT {
    /** Added to the keys of the rows that go through the stream. */
    private static final int STREAMED = 1000;

    /** MySQL keeps it as a decimal, but no JSON text makes it one again. */
    private static final String LONG_JSON_NUMBER = "CAST(1.2345678901234567890123456789 AS JSON)";

    private static final TimeZone ORIGINAL = TimeZone.getDefault();

    private record Case(String type, List<String> literals) {
        static Case of(String type, String... literals) {
            return new Case(type, List.of(literals));
        }
    }

    private static final List<Case> CASES = List.of(
            Case.of("TINYINT", "-128", "-1", "0", "127"),
            Case.of("TINYINT UNSIGNED", "0", "128", "255"),
            Case.of("TINYINT(1)", "0", "1", "2", "-128", "127"),
            Case.of("SMALLINT", "-32768", "32767"),
            Case.of("SMALLINT UNSIGNED", "0", "32768", "65535"),
            Case.of("MEDIUMINT", "-8388608", "8388607"),
            Case.of("MEDIUMINT UNSIGNED", "0", "8388608", "16777215"),
            Case.of("INT", "-2147483648", "2147483647"),
            Case.of("INT UNSIGNED", "0", "2147483648", "4294967295"),
            Case.of("BIGINT", "-9223372036854775808", "9223372036854775807"),
            Case.of("BIGINT UNSIGNED", "0", "9223372036854775808", "18446744073709551615"),
            Case.of(
                    "DECIMAL(65,30)",
                    "99999999999999999999999999999999999.999999999999999999999999999999",
                    "-99999999999999999999999999999999999.999999999999999999999999999999",
                    "0.000000000000000000000000000001",
                    "0",
                    "-0.5"),
            Case.of("DECIMAL(10,0)", "0", "-9999999999", "7"),
            Case.of("DECIMAL(5,5)", "0.12345", "-0.99999"),
            Case.of(
                    "FLOAT",
                    "0",
                    "-0e0",
                    "1.1",
                    "16777217",
                    "3.4028234663852886e38",
                    "1.401298464324817e-45",
                    "-1e-20"),
            Case.of("FLOAT(7,3)", "1234.567", "-0.001"),
            Case.of(
                    "DOUBLE",
                    "0",
                    "-0e0",
                    "0.1",
                    "1.7976931348623157e308",
                    "2.2250738585072014e-308",
                    "4.9e-324",
                    "123456789.123456789"),
            Case.of("BIT(1)", "b'0'", "b'1'"),
            Case.of("BIT(10)", "b'0'", "b'1000000001'", "b'1111111111'"),
            Case.of("BIT(64)", "b'1'", "x'FFFFFFFFFFFFFFFF'", "x'8000000000000001'"),
            Case.of("YEAR", "0", "1901", "2155", "'0000'"),
            Case.of("DATE", "'1000-01-01'", "'9999-12-31'", "'1582-10-04'", "'1582-10-10'", "'0001-01-01'"),
            Case.of("DATETIME", "'1000-01-01 00:00:00'", "'9999-12-31 23:59:59'", "'2024-03-31 02:30:00'"),
            Case.of("DATETIME(3)", "'1969-12-31 23:59:59.999'", "'2024-02-29 12:00:00.120'"),
            Case.of("DATETIME(6)", "'1582-10-10 00:00:00.000001'", "'9999-12-31 23:59:59.999999'"),
            Case.of("TIMESTAMP", "'1970-01-02 00:00:01'", "'2038-01-18 03:14:07'", "'2024-10-27 02:30:00'"),
            Case.of("TIMESTAMP(6)", "'2024-03-31 01:59:59.999999'", "'2001-09-09 01:46:40.000001'"),
            Case.of("TIME", "'-838:59:59'", "'838:59:59'", "'00:00:00'", "'-00:00:01'", "'24:00:00'"),
            Case.of("TIME(6)", "'-838:59:58.999999'", "'00:00:00.000001'", "'-00:00:00.000001'", "'23:59:59.5'"),
            Case.of("CHAR(10)", "''", "'padded   '", "'žluťoučký'"),
            Case.of("VARCHAR(50)", "''", "'trailing  '", "'tab\\tnew\\nline\\rback\\\\slash'", "'\\\\N'", "'😀{\"}'"),
            Case.of("VARCHAR(50) CHARACTER SET latin1", "'Ærø'", "'é€'"),
            Case.of("VARCHAR(50) CHARACTER SET utf16", "'ž😀'"),
            Case.of("VARCHAR(50) CHARACTER SET sjis", "'日本'"),
            Case.of("VARCHAR(20) CHARACTER SET cp1251", "'Привет'"),
            Case.of("TINYTEXT", "REPEAT('x', 255)"),
            Case.of("TEXT", "REPEAT('ž', 20000)", "'NULL'", "''"),
            Case.of("LONGTEXT", "REPEAT('long ', 100000)"),
            Case.of("BINARY(4)", "x'00'", "x'00FF1122'", "x'5C4E'"),
            Case.of("VARBINARY(20)", "''", "x'00'", "x'5C780A09'"),
            Case.of("BLOB", "x'00FF'", "REPEAT(x'00', 60000)"),
            Case.of("LONGBLOB", "REPEAT(x'ABCD', 300000)"),
            Case.of(
                    "ENUM('a','b,c','it''s','\"q\"','back\\\\slash','ž')",
                    "'a'",
                    "'b,c'",
                    "'it''s'",
                    "'\"q\"'",
                    "6",
                    "5"),
            Case.of("SET('x','y y','ž')", "''", "'x'", "'x,ž'", "'x,y y,ž'"),
            Case.of(
                    "JSON",
                    "'{\"b\":1,\"a\":[true,null,1.5]}'",
                    "'1.0'",
                    "'1e20'",
                    "'1e-7'",
                    "'123456789.0'",
                    "'18446744073709551615'",
                    "'-9223372036854775808'",
                    "'\"quote \\\\\" back \\\\\\\\ ž😀 \\\\t\"'",
                    "'[]'",
                    "'null'",
                    "CAST(CAST('2024-01-02 03:04:05.6' AS DATETIME(6)) AS JSON)",
                    "CAST(x'00FF' AS JSON)"),
            Case.of("GEOMETRY", "ST_GeomFromText('POINT(1 2)')", "ST_GeomFromText('POLYGON((0 0,1 0,1 1,0 0))', 3857)"),
            Case.of("POINT", "ST_GeomFromText('POINT(-1.5 2.25)')"));

    private static final int JSON_CASE = CASES.stream().map(Case::type).toList().indexOf("JSON");

    @BeforeAll
    static void moveThisJvmFarFromUtc() {
        TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
    }

    @AfterAll
    static void moveBack() {
        TimeZone.setDefault(ORIGINAL);
    }

    static List<TargetSide> targets() {
        return TargetSide.all();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void everyValueOfEveryTypeIsTheSameThroughBothRoads(TargetSide side) throws Exception {
        try (Replication replication = Replication.to(side, ServerPair.newDatabase(side));
                Connection source = replication.source();
                Connection target = replication.target()) {
            execute(source, "SET time_zone = '+00:00'");
            for (int i = 0; i < CASES.size(); i++) {
                createTable(source, "t" + i, CASES.get(i));
            }
            if (!side.engine().name().equals("mysql")) {
                execute(source, "INSERT INTO t" + JSON_CASE + " VALUES (100, " + LONG_JSON_NUMBER + ")");
            }
            replication.start().awaitStreaming();
            for (int i = 0; i < CASES.size(); i++) {
                execute(source, "INSERT INTO t" + i + " (id, v) SELECT id + 1000, v FROM t" + i);
            }
            replication.awaitCaughtUp().assertEqual();
            List<String> different = new ArrayList<>();
            for (int i = 0; i < CASES.size(); i++) {
                collectDifferences(side, target, "t" + i, CASES.get(i), different);
            }
            assertThat(different).isEmpty();
        }
    }

    private static void createTable(Connection source, String table, Case type) throws SQLException {
        execute(source, "CREATE TABLE " + table + " (id INT PRIMARY KEY, v " + type.type() + ")");
        execute(source, "INSERT INTO " + table + " VALUES (0, NULL)");
        for (int i = 0; i < type.literals().size(); i++) {
            execute(
                    source,
                    "INSERT INTO " + table + " VALUES (" + (i + 1) + ", "
                            + type.literals().get(i) + ")");
        }
    }

    @Test
    void numberThatJsonOfTheTargetWouldRoundIsRefused() throws Exception {
        TargetSide side = TargetSide.mySql();
        try (Replication replication = Replication.to(side, ServerPair.newDatabase(side));
                Connection source = replication.source()) {
            execute(
                    source,
                    "CREATE TABLE documents (id INT PRIMARY KEY, v JSON)",
                    "INSERT INTO documents VALUES (1, " + LONG_JSON_NUMBER + ")");
            assertThat(replication.start().awaitFailure())
                    .hasMessageContaining("documents.v")
                    .hasMessageContaining("more digits")
                    .hasMessageNotContaining("2345678901");
        }
    }

    private static void collectDifferences(
            TargetSide side, Connection target, String table, Case type, List<String> different) throws SQLException {
        String sql = "SELECT a.id, " + side.text("a.v") + ", " + side.text("b.v") + " FROM " + table + " a LEFT JOIN "
                + table
                + " b ON b.id = a.id + " + STREAMED + " WHERE a.id < " + STREAMED
                + " AND (b.id IS NULL OR " + side.differ("a.v", "b.v") + ")";
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                different.add(type.type() + " #" + row.getInt(1) + ": snapshot " + row.getString(2) + ", stream "
                        + row.getString(3));
            }
        }
    }
}
