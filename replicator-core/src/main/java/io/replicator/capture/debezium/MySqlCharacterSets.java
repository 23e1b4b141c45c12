package io.replicator.capture.debezium;

import io.debezium.DebeziumException;
import io.debezium.jdbc.JdbcConnection;
import io.replicator.capture.debezium.binlog.CharacterSets;
import io.replicator.capture.debezium.binlog.CodeTable;
import io.replicator.schema.Column;
import io.replicator.schema.Table;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Lets the server print its character sets. */
final class MySqlCharacterSets {
    private static final String BYTES = """
            WITH RECURSIVE byte (n, b) AS
              (SELECT 0, CAST(X'00' AS BINARY) UNION ALL SELECT n + 1, CHAR(n + 1 USING binary) FROM byte WHERE n < 255)
            """;

    /** Codes that are no single character, or none that Unicode has, come out otherwise. */
    private static final String CHARACTERS = """
            SELECT code, text FROM
              (SELECT %s AS code, CONVERT(CONVERT(%s USING %s) USING utf8mb4) AS text FROM %s) AS decoded
            WHERE CHAR_LENGTH(text) = 1 AND (HEX(text) <> '3F' OR code = 0x3F)
            """;

    private static final String ONE = "byte AS a";
    private static final String TWO = "byte AS a JOIN byte AS b WHERE a.n >= 128";
    private static final String THREE =
            "byte AS a JOIN byte AS b JOIN byte AS c WHERE a.n = 0x8F AND b.n > 160 AND c.n > 160";

    private static final String FOUR = "byte AS a JOIN byte AS b JOIN byte AS c JOIN byte AS d"
            + " WHERE a.n BETWEEN 0x81 AND 0x84 AND b.n BETWEEN 0x30 AND 0x39"
            + " AND c.n BETWEEN 0x81 AND 0xFE AND d.n BETWEEN 0x30 AND 0x39";

    private final JdbcConnection connection;

    MySqlCharacterSets(JdbcConnection connection) {
        this.connection = connection;
    }

    /** As many as the text columns of these tables need. */
    CharacterSets read(Collection<Table> tables) {
        try {
            Map<String, CodeTable> codes = new HashMap<>();
            for (String charset : charsetsToPrint(tables)) {
                codes.put(charset, new CodeTable(charset, characters(charset)));
            }
            return new CharacterSets(charsetOfCollation(), codes);
        } catch (SQLException e) {
            throw new DebeziumException("the source's character sets cannot be read", e);
        }
    }

    private Map<Integer, String> charsetOfCollation() throws SQLException {
        Map<Integer, String> charsets = new HashMap<>();
        connection.query(
                "SELECT id, character_set_name FROM information_schema.collations"
                        // MariaDB's newest collations serve several character sets and have no number of their own.
                        + " WHERE id IS NOT NULL AND character_set_name IS NOT NULL",
                rows -> {
                    while (rows.next()) {
                        charsets.put(rows.getInt(1), rows.getString(2));
                    }
                });
        return charsets;
    }

    private static List<String> charsetsToPrint(Collection<Table> tables) {
        return tables.stream()
                .flatMap(table -> table.columns().stream())
                .map(Column::charset)
                .filter(Objects::nonNull)
                .filter(CharacterSets::needsTable)
                .distinct()
                .toList();
    }

    private Map<Long, String> characters(String charset) throws SQLException {
        int longest = connection.queryAndMap(
                "SELECT maxlen FROM information_schema.character_sets WHERE character_set_name = '" + charset + "'",
                row -> row.next() ? row.getInt(1) : 1);
        Map<Long, String> characters = new HashMap<>();
        read("a.n", "a.b", charset, ONE, characters);
        if (longest > 1) {
            read("a.n * 256 + b.n", "CONCAT(a.b, b.b)", charset, TWO, characters);
        }
        if (longest == 3) {
            read("(a.n * 256 + b.n) * 256 + c.n", "CONCAT(a.b, b.b, c.b)", charset, THREE, characters);
        }
        if (longest == 4) {
            read(
                    "((a.n * 256 + b.n) * 256 + c.n) * 256 + d.n",
                    "CONCAT(a.b, b.b, c.b, d.b)",
                    charset,
                    FOUR,
                    characters);
        }
        return characters;
    }

    private void read(String code, String bytes, String charset, String from, Map<Long, String> characters)
            throws SQLException {
        connection.query(BYTES + CHARACTERS.formatted(code, bytes, charset, from), rows -> {
            while (rows.next()) {
                characters.put(rows.getLong(1), rows.getString(2));
            }
        });
    }
}
