package io.replicator.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.dialect.SnapshotReading;
import io.replicator.dialect.SnapshotView;
import io.replicator.fixture.SharedServers;
import io.replicator.fixture.TestDatabase;
import io.replicator.schema.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads tables chunk by chunk over keys of every type that can be chunked. */
final class KeyRangeIT {
    private static final MySqlSource SOURCE = new MySqlSource();
    private static final SnapshotReading READING = SOURCE.snapshot();
    private static TestDatabase database;

    @BeforeAll
    static void createDatabase() throws SQLException {
        database = TestDatabase.on(SharedServers.mySql());
        database.execute("SET SESSION sql_mode = 'ALLOW_INVALID_DATES,NO_AUTO_VALUE_ON_ZERO'");
    }

    @AfterAll
    static void closeDatabase() throws SQLException {
        database.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a INT                              | (-2147483648), (-5), (0), (7), (2147483647)",
                "a BIGINT UNSIGNED                  | (0), (1), (9223372036854775808), (18446744073709551614), (18446744073709551615)",
                "a INT(6) ZEROFILL                  | (0), (1), (42), (123456), (4294967295)",
                "a DECIMAL(20,4)                    | (-1.5), (-1.4999), (0), (0.0001), (9999999999999999)",
                "a VARCHAR(20)                      | (''), ('A''b'), ('\\\\'), ('b%'), ('é'), ('ß'), ('日本'), ('🙂')",
                "a VARCHAR(20) COLLATE utf8mb4_bin  | ('A'), ('a'), ('B'), ('b'), (' x'), ('x ')",
                "a CHAR(5) CHARSET latin1           | ('a'), ('é'), ('z'), ('ÿ'), ('_')",
                "a BINARY(2)                        | (x'0000'), (x'00ff'), (x'2700'), (x'5c5c'), (x'ffff')",
                "a VARBINARY(4)                     | (x''), (x'00'), (x'0000'), (x'27'), (x'ffffffff')",
                "a DATE                             | ('0000-00-00'), ('2024-00-15'), ('2024-02-31'), ('1000-01-01'), ('9999-12-31')",
                "a DATETIME(6)                      | ('0000-00-00'), ('1000-01-01 00:00:00.000001'), ('2024-10-27 02:30:00'), ('9999-12-31 23:59:59.999999')",
                "a TIMESTAMP(6)                     | ('0000-00-00'), ('1970-01-02'), ('2024-10-27 02:30:00.000001'), ('2038-01-19 03:14:07')",
                "a TIME(3)                          | ('-838:59:59'), ('-00:00:00.001'), ('0'), ('00:00:00.001'), ('838:59:59')",
                "a YEAR                             | ('0000'), (1901), (1999), (2000), (2155)",
                "a INT, b INT                       | (1, 1), (1, 2), (1, 3), (1, 4), (1, 5), (2, 1), (3, 1), (3, 2)",
                "a INT, b VARCHAR(9), c DATE        | (1, 'x', '2024-01-01'), (1, 'x', '2024-01-02'), (1, 'y', '2023-01-01'), (2, '', '2024-01-01'), (2, 'a', '2024-01-01')",
            })
    void chunksJoinToTheWholeTable(String columns, String rows) throws SQLException {
        String key = columns.replaceAll("(\\w) [^,(]+(?:\\([^)]*\\))?[^,]*", "$1");
        database.execute(
                "DROP TABLE IF EXISTS keyed",
                "CREATE TABLE keyed (" + columns + ", PRIMARY KEY (" + key + "))",
                "INSERT INTO keyed VALUES " + rows);

        for (int size = 1; size <= 9; size++) {
            assertThat(readInChunks(size)).as("chunks of %d", size).isEqualTo(readAtOnce());
        }
    }

    private static List<String> readAtOnce() throws SQLException {
        try (SnapshotView view = READING.open(database.endpoint(), 1, List.of())) {
            return read(view.readers().get(0), table(), List.of(), List.of());
        }
    }

    private static List<String> readInChunks(int size) throws SQLException {
        try (SnapshotView view = READING.open(database.endpoint(), 1, List.of())) {
            Connection reader = view.readers().get(0);
            Table table = table();
            assertThat(READING.canChunk(table)).isTrue();
            List<String> rows = new ArrayList<>();
            List<String> after = List.of();
            List<String> upTo = READING.boundary(reader, table, after, size);
            while (!upTo.isEmpty()) {
                List<String> chunk = read(reader, table, after, upTo);
                assertThat(chunk).hasSize(size);
                rows.addAll(chunk);
                after = upTo;
                upTo = READING.boundary(reader, table, after, size);
            }
            rows.addAll(read(reader, table, after, List.of()));
            return rows;
        }
    }

    private static List<String> read(Connection reader, Table table, List<String> after, List<String> upTo)
            throws SQLException {
        List<String> read = new ArrayList<>();
        try (PreparedStatement select = READING.select(reader, table, table.columns(), after, upTo);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                StringBuilder line = new StringBuilder();
                for (int i = 0; i < table.columns().size(); i++) {
                    line.append(rows.getString(i + 1)).append('|');
                }
                read.add(line.toString());
            }
        }
        return read;
    }

    private static Table table() throws SQLException {
        try (Connection connection = SOURCE.connect(database.endpoint())) {
            return SOURCE.tables(connection, id -> true).get(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"FLOAT", "DOUBLE", "'ENUM(''a'',''b'')'", "'SET(''a'')'", "BIT(9)"})
    void otherKeysAreReadAtOnce(String type) throws SQLException {
        database.execute(
                "DROP TABLE IF EXISTS keyed", "CREATE TABLE keyed (a INT, b " + type + ", PRIMARY KEY (a, b))");

        assertThat(READING.canChunk(table())).isFalse();
    }
}
