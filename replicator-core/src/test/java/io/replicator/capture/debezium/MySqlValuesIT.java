package io.replicator.capture.debezium;

import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.change.ChangeEvent.RowInserted;
import io.replicator.change.SourcePosition;
import io.replicator.testkit.DatabaseServer;
import io.replicator.testkit.ServerOptions;
import io.replicator.testkit.Servers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server lives in one time zone, its session in a second and this JVM in a third. */
final class MySqlValuesIT {
    private static final String LONGEST_DECIMAL = "9".repeat(35) + "." + "9".repeat(30);

    private static DatabaseServer server;
    private static TimeZone zone;

    private MySqlSourceFixture fixture;
    private RecordingSink sink;

    /** @param expected the canonical form, bytes as {@code 0x..} */
    private record Case(String type, String literal, String expected) {}

    @BeforeAll
    static void startServer() {
        zone = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
        server = Servers.mysql(ServerOptions.defaults().inTimeZone("America/St_Johns"));
    }

    @AfterAll
    static void stopServer() {
        TimeZone.setDefault(zone);
        server.close();
    }

    @BeforeEach
    void open() throws SQLException {
        fixture = new MySqlSourceFixture(server);
        sink = new RecordingSink();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static final List<Case> CASES = List.of(
            new Case("TINYINT", "-128", "-128"),
            new Case("TINYINT", "127", "127"),
            new Case("TINYINT(1)", "-7", "-7"),
            new Case("BOOL", "TRUE", "1"),
            new Case("TINYINT UNSIGNED", "255", "255"),
            new Case("SMALLINT", "-32768", "-32768"),
            new Case("SMALLINT", "32767", "32767"),
            new Case("SMALLINT UNSIGNED", "65535", "65535"),
            new Case("MEDIUMINT", "-8388608", "-8388608"),
            new Case("MEDIUMINT", "8388607", "8388607"),
            new Case("MEDIUMINT UNSIGNED", "16777215", "16777215"),
            new Case("INT", "-2147483648", "-2147483648"),
            new Case("INT", "2147483647", "2147483647"),
            new Case("INT UNSIGNED", "4294967295", "4294967295"),
            new Case("INT(10) UNSIGNED ZEROFILL", "42", "42"),
            new Case("BIGINT", "-9223372036854775808", "-9223372036854775808"),
            new Case("BIGINT", "9223372036854775807", "9223372036854775807"),
            new Case("BIGINT UNSIGNED", "18446744073709551615", "18446744073709551615"),
            new Case("BIGINT UNSIGNED", "0", "0"),
            new Case("DECIMAL(65,30)", LONGEST_DECIMAL, LONGEST_DECIMAL),
            new Case("DECIMAL(65,30)", "-" + LONGEST_DECIMAL, "-" + LONGEST_DECIMAL),
            new Case("DECIMAL(65,30)", "0", "0." + "0".repeat(30)),
            new Case("DECIMAL(65,0)", "9".repeat(65), "9".repeat(65)),
            new Case("DECIMAL(30,30)", "-0.000000000000000000000000000001", "-0.000000000000000000000000000001"),
            new Case("DECIMAL(10,2)", "-0.01", "-0.01"),
            new Case("DECIMAL(10,2)", "12345678.9", "12345678.90"),
            new Case("DECIMAL(9,0)", "123456789", "123456789"),
            new Case("DECIMAL(10,1) UNSIGNED", "100000000.5", "100000000.5"),
            new Case("DECIMAL(19,9)", "-1000000000.000000001", "-1000000000.000000001"),
            new Case("FLOAT", "16777217", "1.6777216E7"),
            new Case("FLOAT", "0.1", "0.1"),
            new Case("FLOAT", "-3.402823466E38", "-3.4028235E38"),
            new Case("FLOAT", "1.4E-45", "1.4E-45"),
            new Case("FLOAT(7,4)", "3.1415", "3.1415"),
            new Case("DOUBLE", "1.7976931348623157E308", "1.7976931348623157E308"),
            new Case("DOUBLE", "-2.2250738585072014E-308", "-2.2250738585072014E-308"),
            new Case("DOUBLE", "0.1", "0.1"),
            new Case("DOUBLE", "-0e0", "-0.0"),
            new Case("BIT(1)", "b'1'", "1"),
            new Case("BIT(10)", "b'1000000001'", "1000000001"),
            new Case("BIT(17)", "b'101'", "00000000000000101"),
            new Case("BIT(64)", "b'" + "1".repeat(63) + "0'", "1".repeat(63) + "0"),
            new Case("YEAR", "0000", "0000"),
            new Case("YEAR", "1901", "1901"),
            new Case("YEAR", "2155", "2155"),
            new Case("DATE", "'0001-01-01'", "0001-01-01"),
            new Case("DATE", "'9999-12-31'", "9999-12-31"),
            new Case("DATE", "'1582-10-10'", "1582-10-10"),
            new Case("DATE", "'0000-00-00'", "0000-00-00"),
            new Case("DATE", "'2024-00-15'", "2024-00-15"),
            new Case("DATE", "'2023-02-31'", "2023-02-31"),
            new Case("DATETIME", "'0000-00-00 00:00:00'", "0000-00-00 00:00:00"),
            new Case("DATETIME", "'1000-01-01 00:00:00'", "1000-01-01 00:00:00"),
            new Case("DATETIME", "'2024-03-00 23:59:59'", "2024-03-00 23:59:59"),
            new Case("DATETIME(1)", "'2024-02-29 12:34:56.7'", "2024-02-29 12:34:56.7"),
            new Case("DATETIME(2)", "'2024-02-29 12:34:56.78'", "2024-02-29 12:34:56.78"),
            new Case("DATETIME(3)", "'2024-02-29 12:34:56.789'", "2024-02-29 12:34:56.789"),
            new Case("DATETIME(4)", "'2024-02-29 12:34:56.0089'", "2024-02-29 12:34:56.0089"),
            new Case("DATETIME(5)", "'2024-02-29 12:34:56.00001'", "2024-02-29 12:34:56.00001"),
            new Case("DATETIME(6)", "'9999-12-31 23:59:59.999999'", "9999-12-31 23:59:59.999999"),
            new Case("DATETIME(6)", "'0000-00-00 00:00:00'", "0000-00-00 00:00:00.000000"),
            // The session is at +05:00.
            new Case("TIMESTAMP", "'1970-01-01 05:00:01'", "1970-01-01 00:00:01+00"),
            new Case("TIMESTAMP", "'0000-00-00 00:00:00'", "0000-00-00 00:00:00+00"),
            new Case("TIMESTAMP(3)", "'2024-03-31 02:30:00.123'", "2024-03-30 21:30:00.123+00"),
            new Case("TIMESTAMP(6)", "'2038-01-19 08:14:07.999999'", "2038-01-19 03:14:07.999999+00"),
            new Case("TIMESTAMP(6)", "'0000-00-00 00:00:00'", "0000-00-00 00:00:00.000000+00"),
            new Case("TIMESTAMP", "'2000-03-01 04:59:59'", "2000-02-29 23:59:59+00"),
            new Case("TIME", "'-838:59:59'", "-838:59:59"),
            new Case("TIME", "'838:59:59'", "838:59:59"),
            new Case("TIME", "'00:00:00'", "00:00:00"),
            new Case("TIME(1)", "'-00:00:00.1'", "-00:00:00.1"),
            new Case("TIME(2)", "'-01:00:00.01'", "-01:00:00.01"),
            new Case("TIME(3)", "'-23:59:59.999'", "-23:59:59.999"),
            new Case("TIME(4)", "'100:00:00.0001'", "100:00:00.0001"),
            new Case("TIME(6)", "'-838:59:58.999999'", "-838:59:58.999999"),
            new Case("TIME(6)", "'-00:00:00.000001'", "-00:00:00.000001"),
            new Case("CHAR(5)", "'ab  '", "ab"),
            new Case(
                    "CHAR(255) CHARACTER SET utf8mb4", "REPEAT(_utf8mb4 X'F09F9880', 255)", "\uD83D\uDE00".repeat(255)),
            new Case("VARCHAR(20)", "'trailing  '", "trailing  "),
            new Case("VARCHAR(20)", "''", ""),
            new Case("VARCHAR(20)", "X'610062'", "a\u0000b"),
            new Case("VARCHAR(255) CHARACTER SET latin1", "REPEAT('x', 255)", "x".repeat(255)),
            new Case("VARCHAR(256) CHARACTER SET latin1", "'y'", "y"),
            new Case("VARCHAR(20) CHARACTER SET latin1", "X'80E9819F'", "\u20AC\u00E9\u0081\u0178"),
            new Case("VARCHAR(20) CHARACTER SET cp1251", "_utf8mb4 X'D096'", "\u0416"),
            new Case("VARCHAR(20) CHARACTER SET koi8r", "_utf8mb4 X'D096'", "\u0416"),
            new Case("VARCHAR(20) CHARACTER SET ucs2", "_utf8mb4 X'E4B8AD'", "\u4E2D"),
            new Case("VARCHAR(20) CHARACTER SET utf16", "_utf8mb4 X'F09F9880'", "\uD83D\uDE00"),
            new Case("VARCHAR(20) CHARACTER SET utf16le", "_utf8mb4 X'F09F9880'", "\uD83D\uDE00"),
            new Case("VARCHAR(20) CHARACTER SET utf32", "_utf8mb4 X'F09F9880'", "\uD83D\uDE00"),
            new Case("VARCHAR(20) CHARACTER SET gbk", "_utf8mb4 X'E4B8AD'", "\u4E2D"),
            new Case("VARCHAR(20) CHARACTER SET sjis", "_utf8mb4 X'E4B8AD'", "\u4E2D"),
            new Case("VARCHAR(20) CHARACTER SET utf8mb3", "_utf8mb4 X'E4B8AD'", "\u4E2D"),
            new Case("VARCHAR(20) CHARACTER SET utf8mb4", "_utf8mb4 X'EFBFBD'", "\uFFFD"),
            new Case("TINYTEXT", "'t'", "t"),
            new Case("TEXT", "REPEAT('z', 65535)", "z".repeat(65535)),
            new Case("MEDIUMTEXT CHARACTER SET utf8mb4", "REPEAT(_utf8mb4 X'C3A9', 70000)", "\u00E9".repeat(70000)),
            new Case("LONGTEXT", "'l'", "l"),
            new Case("BINARY(4)", "X'0100'", "0x01000000"),
            new Case("BINARY(4)", "X'20202020'", "0x20202020"),
            new Case("VARBINARY(8)", "X'0100'", "0x0100"),
            new Case("VARBINARY(8)", "''", "0x"),
            new Case("TINYBLOB", "X'00FF'", "0x00FF"),
            new Case("BLOB", "X'FF'", "0xFF"),
            new Case("MEDIUMBLOB", "REPEAT(X'AB', 100000)", "0x" + "AB".repeat(100000)),
            new Case("LONGBLOB", "X'00'", "0x00"),
            new Case("ENUM('a','b,c','it''s','d\\\\e')", "'b,c'", "b,c"),
            new Case("ENUM('a','b,c','it''s','d\\\\e')", "'it''s'", "it's"),
            new Case("ENUM('a','b,c','it''s','d\\\\e')", "4", "d\\e"),
            new Case("ENUM('a','b')", "'wrong'", ""),
            new Case("SET('x','y','it''s')", "'it''s,x'", "x,it's"),
            new Case("SET('x','y','it''s')", "''", ""),
            new Case("POINT", "ST_GeomFromText('POINT(1 2)')", "0x0101000000000000000000F03F0000000000000040"),
            new Case(
                    "GEOMETRY SRID 4326",
                    "ST_GeomFromText('POINT(1 2)', 4326)",
                    "0x0101000020E61000000000000000000040000000000000F03F"),
            new Case(
                    "GEOMETRYCOLLECTION",
                    "ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 2))')",
                    "0x0107000000010000000101000000000000000000F03F0000000000000040"),
            new Case("JSON", "NULL", "null"),
            new Case("INT", "NULL", "null"));

    @Test
    void everyValueArrivesInCanonicalForm() throws SQLException {
        Map<String, String> tableOfType = new LinkedHashMap<>();
        CASES.forEach(each -> tableOfType.computeIfAbsent(each.type(), type -> "c" + tableOfType.size()));
        for (Map.Entry<String, String> table : tableOfType.entrySet()) {
            fixture.execute("CREATE TABLE " + table.getValue() + " (id INT PRIMARY KEY, v " + table.getKey() + ")");
        }
        fixture.start(fixture.position(), sink);
        try (Connection connection = fixture.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET sql_mode = 'ALLOW_INVALID_DATES', time_zone = '+05:00'");
            for (int i = 0; i < CASES.size(); i++) {
                String table = tableOfType.get(CASES.get(i).type());
                statement.execute("INSERT INTO " + table + " VALUES (" + i + ", "
                        + CASES.get(i).literal() + ")");
            }
        }
        fixture.awaitEnd(sink);

        assertThat(values(sink))
                .containsExactlyElementsOf(CASES.stream()
                        .map(each -> each.type() + " " + each.literal() + " -> " + each.expected())
                        .toList());
    }

    private static List<String> values(RecordingSink sink) {
        List<String> values = new ArrayList<>();
        inserts(sink).forEach(insert -> {
            Case each = CASES.get(Integer.parseInt(String.valueOf(insert.after().get(0))));
            values.add(each.type() + " " + each.literal() + " -> "
                    + EventText.value(insert.after().get(1)));
        });
        return values;
    }

    private static List<RowInserted> inserts(RecordingSink sink) {
        return sink.changes().stream()
                .filter(RowInserted.class::isInstance)
                .map(RowInserted.class::cast)
                .filter(insert -> !MySqlSourceFixture.isMark(insert.table()))
                .toList();
    }

    @Test
    void hugeValuesArriveWhole() throws SQLException {
        fixture.execute("CREATE TABLE huge (id INT PRIMARY KEY, t LONGTEXT, b LONGBLOB)");
        fixture.start(fixture.position(), sink);
        fixture.execute(
                "INSERT INTO huge VALUES (1, REPEAT('0123456789abcde\u00FC', 4194304), NULL)",
                "INSERT INTO huge VALUES (2, NULL, REPEAT(X'00010203', 16777216))");
        fixture.awaitEnd(sink);

        List<RowInserted> rows = inserts(sink);
        assertThat("0123456789abcde\u00FC"
                        .repeat(4194304)
                        .equals(rows.get(0).after().get(1)))
                .isTrue();
        byte[] bytes = (byte[]) rows.get(1).after().get(2);
        assertThat(bytes).hasSize(64 << 20);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != i % 4) {
                throw new AssertionError("wrong byte at " + i);
            }
        }
    }

    @Test
    void jsonHasTheTextThatTheServerPrints() throws SQLException {
        fixture.execute("CREATE TABLE j (id INT AUTO_INCREMENT PRIMARY KEY, v JSON)");
        fixture.start(fixture.position(), sink);
        try (Connection connection = fixture.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET NAMES utf8mb4");
            for (String json : JsonSamples.expressions()) {
                statement.execute("INSERT INTO j (v) VALUES (" + json + ")");
            }
        }
        fixture.awaitEnd(sink);

        List<String> streamed = inserts(sink).stream()
                .map(insert -> EventText.value(insert.after().get(1)))
                .toList();
        assertThat(streamed).containsExactlyElementsOf(select("SELECT v FROM j ORDER BY id"));
    }

    @Test
    void textHasTheCharactersThatTheServerConverts() throws SQLException {
        List<String> charsets = select("SELECT character_set_name FROM information_schema.character_sets"
                + " WHERE character_set_name <> 'binary' ORDER BY 1");
        fixture.execute("CREATE TABLE every_character (n INT PRIMARY KEY, c VARCHAR(1) CHARACTER SET utf8mb4)");
        insertEveryCharacter();
        for (String charset : charsets) {
            fixture.execute(
                    "CREATE TABLE in_" + charset + " (n INT PRIMARY KEY, v VARCHAR(1) CHARACTER SET " + charset + ")");
        }
        SourcePosition start = fixture.position();
        for (String charset : charsets) {
            fixture.execute("INSERT IGNORE INTO in_" + charset + " SELECT n, c FROM every_character"
                    + " WHERE CONVERT(CONVERT(c USING " + charset + ") USING utf8mb4) = c COLLATE utf8mb4_bin");
        }
        fixture.start(start, sink);
        fixture.awaitEnd(sink);

        Map<String, Integer> differences = new LinkedHashMap<>();
        for (RowInserted insert : inserts(sink)) {
            int codePoint = Integer.parseInt(String.valueOf(insert.after().get(0)));
            if (!Character.toString(codePoint).equals(insert.after().get(1))) {
                differences.merge(insert.table().name(), 1, Integer::sum);
            }
        }
        assertThat(differences).isEmpty();
        assertThat(inserts(sink)).hasSizeGreaterThan(100_000);
    }

    private void insertEveryCharacter() throws SQLException {
        try (Connection connection = fixture.connect();
                var insert = connection.prepareStatement("INSERT INTO every_character VALUES (?, ?)")) {
            connection.setAutoCommit(false);
            for (int codePoint = 1; codePoint <= 0x10FFFF; codePoint++) {
                boolean surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
                if (Character.isDefined(codePoint) && !surrogate && codePoint < 0x30000) {
                    insert.setInt(1, codePoint);
                    insert.setString(2, Character.toString(codePoint));
                    insert.addBatch();
                }
            }
            insert.executeBatch();
            connection.commit();
        }
    }

    private List<String> select(String query) throws SQLException {
        try (Connection connection = fixture.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
