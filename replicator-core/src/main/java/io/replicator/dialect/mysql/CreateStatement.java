package io.replicator.dialect.mysql;

import io.replicator.change.TableId;
import io.replicator.schema.Index;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The text of SHOW CREATE TABLE, one column to a line. */
record CreateStatement(String text) {
    private static final String NAME = "`((?:[^`]|``)+)`";
    private static final Pattern PERIOD =
            Pattern.compile("\n  PERIOD FOR " + NAME + " \\(" + NAME + ", " + NAME + "\\)");
    private static final Pattern PRIMARY_KEY = Pattern.compile("\n  PRIMARY KEY \\((.*)\\)");

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

    /** What follows the columns of an index apart from comment and visibility: USING, KEY_BLOCK_SIZE, WITH PARSER. */
    String indexOptions(String index) {
        Matcher key = Pattern.compile("\\n  [A-Z ]*KEY " + Pattern.quote(MySqlLiterals.name(index)) + " (?=\\()")
                .matcher(text);
        if (!key.find()) {
            return "";
        }
        int end = QuotedText.closing(text, key.end()) + 1;
        String options = text.substring(end).split("\n", 2)[0].replaceFirst(",$", "");
        return StorageOptions.withoutComment(options, " COMMENT ")
                .replaceAll(" /\\*!80000 INVISIBLE \\*/| IGNORED", "")
                .strip();
    }

    /** The period in which an application says that rows are valid. */
    Optional<Index> period() {
        Matcher period = PERIOD.matcher(text);
        if (!period.find()) {
            return Optional.empty();
        }
        String name = period.group(1);
        Matcher key = PRIMARY_KEY.matcher(text);
        boolean inKey = key.find() && key.group(1).endsWith(MySqlLiterals.name(name) + " WITHOUT OVERLAPS");
        List<Index.Part> columns = Stream.of(period.group(2), period.group(3))
                .map(column -> new Index.Part(column, null, 0, false))
                .toList();
        return Optional.of(new Index(
                name, false, PeriodDdl.KIND, columns, true, "", inKey ? "PRIMARY KEY (" + key.group(1) + ")" : ""));
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
