package io.replicator.dialect.mysql;

import io.replicator.change.TableId;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** The text of SHOW CREATE TABLE, one column to a line. */
record CreateStatement(String text) {

    static CreateStatement read(Connection connection, TableId table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery("SHOW CREATE TABLE " + MySqlLiterals.name(table))) {
                row.next();
                return new CreateStatement(new String(row.getBytes(2), StandardCharsets.UTF_8));
            }
        }
    }

    /** Whether the columns that say from when to when a row was valid are like any other: MariaDB hides those it makes. */
    boolean hasVisibleVersions() {
        return text.contains("\n  PERIOD FOR SYSTEM_TIME (");
    }

    /** The constant after DEFAULT: without quotes and escapes, or as {@code 0x...}; empty if there is none. */
    Optional<String> constantDefault(String column, String nativeType) {
        String start = "\n  " + MySqlLiterals.name(column) + " " + nativeType;
        int definition = text.indexOf(start);
        if (definition < 0) {
            return Optional.empty();
        }
        String line = text.substring(definition + start.length()).split("\n", 2)[0];
        int at = line.indexOf(" DEFAULT ") + " DEFAULT ".length();
        if (line.startsWith("0x", at)) {
            return Optional.of(line.substring(at).split("[ ,]", 2)[0]);
        }
        return line.startsWith("'", at)
                ? Optional.of(QuotedText.value(line, at, QuotedText.end(line, at)))
                : Optional.empty();
    }
}
