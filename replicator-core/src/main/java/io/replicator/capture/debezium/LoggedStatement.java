package io.replicator.capture.debezium;

import io.replicator.change.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement of the binlog, sorted by what it means for replication.
 *
 * @param text without leading comments
 */
record LoggedStatement(Kind kind, String text) {
    enum Kind {
        BEGIN,
        COMMIT,
        ROLLBACK,
        XA_BEGIN,
        /** The end of the changes of an XA transaction, or the later decision about one. */
        XA_END,
        /** Changes rows, but is logged as a statement. */
        ROW_CHANGE,
        /** Makes, changes, empties or drops tables or whole databases. */
        TABLE_DEFINITION,
        OTHER
    }

    private static final int NO_CASE = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
    private static final Pattern LEADING_COMMENT =
            Pattern.compile("^\\s*(?:/\\*(?!!).*?\\*/|--\\s[^\\n]*\\n|#[^\\n]*\\n)", NO_CASE);
    /** Behind the first words, where gh-ost signs. */
    private static final Pattern COMMENT_IN_WORDS =
            Pattern.compile("^(\\w+(?:\\s+\\w+)*)\\s*/\\*(?!!).*?\\*/\\s*", NO_CASE);

    private static final Pattern VERSIONED = Pattern.compile("^\\s*/\\*!\\d*\\s*(.*?)\\s*\\*/\\s*(.*)$", NO_CASE);
    private static final Pattern DEFINITION = Pattern.compile(
            "^(?:ALTER\\s+(?:ONLINE\\s+|IGNORE\\s+)*TABLE|CREATE\\s+(?:OR\\s+REPLACE\\s+)?TABLE|DROP\\s+TABLES?"
                    + "|RENAME\\s+TABLES?|TRUNCATE|CREATE\\s+(?:UNIQUE\\s+|FULLTEXT\\s+|SPATIAL\\s+)?INDEX|DROP\\s+INDEX"
                    + "|(?:CREATE|ALTER|DROP)\\s+(?:DATABASE|SCHEMA))\\b.*",
            NO_CASE);
    private static final Pattern DATABASE_DEFINITION =
            Pattern.compile("^(?:CREATE|ALTER|DROP)\\s+(?:DATABASE|SCHEMA)\\b.*", NO_CASE);
    private static final Pattern CHANGE =
            Pattern.compile("^(?:INSERT|REPLACE|UPDATE|DELETE|LOAD|WITH|SELECT|DO|CALL|TABLE|VALUES)\\b.*", NO_CASE);
    private static final Pattern INSERTED_TABLE = Pattern.compile(
            "^(?:INSERT|REPLACE)\\s+(?:(?:LOW_PRIORITY|DELAYED|HIGH_PRIORITY|IGNORE|INTO)\\s+)*(\\S+?)(?:[\\s(]|$).*",
            NO_CASE);
    private static final String SHORT_NAME =
            "(?:(`(?:[^`]|``)+`|[^\\s`.(,;]+)\\s*\\.\\s*)?(`(?:[^`]|``)+`|[^\\s`.(,;]+)";
    private static final String NAME = SHORT_NAME + ".*";
    private static final Pattern INDEXED_TABLE =
            Pattern.compile("^(?:CREATE|DROP)\\s+(?:\\w+\\s+)?INDEX\\b.*?\\bON\\s+" + NAME, NO_CASE);
    private static final Pattern DEFINED_TABLE = Pattern.compile(
            "^(?:CREATE|ALTER)\\s+(?:OR\\s+REPLACE\\s+|ONLINE\\s+|IGNORE\\s+)*TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?"
                    + NAME,
            NO_CASE);
    /** Statements about one table that concern another one, too. */
    private static final Pattern SECOND_TABLE = Pattern.compile(".*\\b(?:RENAME|EXCHANGE)\\b.*", NO_CASE);

    private static final Pattern RENAMED =
            Pattern.compile("^(?:RENAME\\b.*|ALTER\\b.*\\bRENAME\\s+(?!COLUMN\\b|INDEX\\b|KEY\\b).*)", NO_CASE);

    private static final Pattern NEW_NAME =
            Pattern.compile("\\b(?:TO|AS|RENAME)\\s+(?!(?:TO|AS|TABLES?)\\b)" + SHORT_NAME, NO_CASE);

    private static final Pattern NAMELESS = Pattern.compile("^(?:SELECT|DO|CALL)\\b.*", NO_CASE);

    static LoggedStatement of(String sql) {
        // Nearly all statements of a log are this one.
        if (sql.equals("BEGIN")) {
            return new LoggedStatement(Kind.BEGIN, sql);
        }
        String text = stripped(sql);
        return new LoggedStatement(kindOf(text), text);
    }

    private static String stripped(String sql) {
        String text = sql;
        for (Matcher comment = LEADING_COMMENT.matcher(text); comment.find(); ) {
            text = text.substring(comment.end());
            comment = LEADING_COMMENT.matcher(text);
        }
        for (Matcher comment = COMMENT_IN_WORDS.matcher(text); comment.find(); ) {
            text = comment.group(1) + " " + text.substring(comment.end());
            comment = COMMENT_IN_WORDS.matcher(text);
        }
        Matcher versioned = VERSIONED.matcher(text);
        return (versioned.matches() ? versioned.group(1) + " " + versioned.group(2) : text).strip();
    }

    private static Kind kindOf(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "BEGIN" -> Kind.BEGIN;
            case "COMMIT" -> Kind.COMMIT;
            case "ROLLBACK" -> Kind.ROLLBACK;
            default -> kindOfLonger(text);
        };
    }

    private static Kind kindOfLonger(String text) {
        if (text.regionMatches(true, 0, "XA ", 0, 3)) {
            boolean begins = text.regionMatches(true, 3, "START", 0, 5) || text.regionMatches(true, 3, "BEGIN", 0, 5);
            return begins ? Kind.XA_BEGIN : Kind.XA_END;
        }
        if (DEFINITION.matcher(text).matches()) {
            return Kind.TABLE_DEFINITION;
        }
        return CHANGE.matcher(text).matches() ? Kind.ROW_CHANGE : Kind.OTHER;
    }

    /** Whether a statement that defines something may concern the table; errs to the safe side. */
    boolean mayDefine(TableId table, String defaultDatabase) {
        if (DATABASE_DEFINITION.matcher(text).matches()) {
            return mentions(table.schema());
        }
        Optional<TableId> only =
                SECOND_TABLE.matcher(text).matches() ? Optional.empty() : definedTable(defaultDatabase);
        return mentions(table.name())
                && only.map(other -> equalIgnoringCase(other, table)).orElse(true);
    }

    /** As servers may, depending on {@code lower_case_table_names}. */
    private static boolean equalIgnoringCase(TableId one, TableId other) {
        return one.schema().equalsIgnoreCase(other.schema()) && one.name().equalsIgnoreCase(other.name());
    }

    private Optional<TableId> definedTable(String defaultDatabase) {
        return named(DEFINED_TABLE, defaultDatabase);
    }

    boolean creates() {
        return text.regionMatches(true, 0, "CREATE", 0, 6);
    }

    /** The tables that there are behind this statement by these names, and may not have been before. */
    List<TableId> newTables(String defaultDatabase) {
        if (creates()) {
            return definedTable(defaultDatabase).map(List::of).orElse(List.of());
        }
        List<TableId> tables = new ArrayList<>();
        if (renames()) {
            for (Matcher name = NEW_NAME.matcher(text); name.find(); ) {
                tables.add(id(name, defaultDatabase));
            }
        }
        return tables;
    }

    /** Whether it gives a table another name. */
    boolean renames() {
        return RENAMED.matcher(text).matches();
    }

    /** The table whose index this statement creates or drops; Debezium's parser does not tell. */
    Optional<TableId> indexedTable(String defaultDatabase) {
        return named(INDEXED_TABLE, defaultDatabase);
    }

    private Optional<TableId> named(Pattern pattern, String defaultDatabase) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(id(matcher, defaultDatabase));
    }

    private static TableId id(Matcher name, String defaultDatabase) {
        String database = name.group(1) == null ? defaultDatabase : unquoted(name.group(1));
        return new TableId(database, unquoted(name.group(2)));
    }

    private static String unquoted(String name) {
        return name.startsWith("`") ? name.substring(1, name.length() - 1).replace("``", "`") : name;
    }

    /** Whether a statement that changes rows may change those of this table; errs to the safe side. */
    boolean mayChange(TableId table, String defaultDatabase) {
        if (NAMELESS.matcher(text).matches()) {
            return table.schema().equalsIgnoreCase(defaultDatabase);
        }
        Matcher inserted = INSERTED_TABLE.matcher(text);
        return mentions(table.name(), inserted.matches() ? inserted.group(1) : text);
    }

    /** Whether the name occurs as a whole word. */
    boolean mentions(String name) {
        return mentions(name, text);
    }

    private static boolean mentions(String name, String where) {
        String word = Pattern.quote(name.replace("`", "``"));
        return Pattern.compile("(?<![\\w$])" + word + "(?![\\w$])", NO_CASE | Pattern.UNICODE_CASE)
                .matcher(where)
                .find();
    }
}
