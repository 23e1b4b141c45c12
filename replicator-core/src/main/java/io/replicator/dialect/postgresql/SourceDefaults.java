package io.replicator.dialect.postgresql;

import io.replicator.schema.DefaultValue;
import io.replicator.schema.LogicalType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the catalog's text of a default into a constant, the time of the statement, or an expression. */
final class SourceDefaults {
    private static final String CAST = "(?:::[\\w\".\\[\\]() ]+)?";
    private static final Pattern QUOTED = Pattern.compile("'((?:[^']|'')*)'" + CAST, Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("\\(?(-?\\d+(?:\\.\\d+)?)\\)?" + CAST);
    private static final Pattern NOW =
            Pattern.compile("now\\(\\)|(?:CURRENT_TIMESTAMP|LOCALTIMESTAMP)(?:\\((\\d)\\))?");

    private SourceDefaults() {}

    /** @return {@code null} for NULL */
    static @Nullable DefaultValue parse(LogicalType type, String sql) {
        if (sql.matches("NULL" + CAST)) {
            return null;
        }
        Matcher now = NOW.matcher(sql);
        if (now.matches() && precision(type) >= 0) {
            return new DefaultValue.Now(now.group(1) == null ? precision(type) : Integer.parseInt(now.group(1)));
        }
        Matcher quoted = QUOTED.matcher(sql);
        if (quoted.matches() && !isCastTwice(sql)) {
            return new DefaultValue.Literal(canonical(type, quoted.group(1).replace("''", "'")));
        }
        Matcher number = NUMBER.matcher(sql);
        if (number.matches()) {
            return new DefaultValue.Literal(number.group(1));
        }
        boolean truth = type instanceof LogicalType.Bool && (sql.equals("true") || sql.equals("false"));
        return truth ? new DefaultValue.Literal(sql) : new DefaultValue.Expression(sql);
    }

    private static boolean isCastTwice(String sql) {
        int behindText = sql.lastIndexOf('\'');
        return sql.indexOf("::", behindText) != sql.lastIndexOf("::");
    }

    /** Digits of the fraction of a type that {@code now()} is a default for, else -1. */
    private static int precision(LogicalType type) {
        if (type instanceof LogicalType.DateTime dateTime) {
            return dateTime.precision();
        }
        return type instanceof LogicalType.Instant instant ? instant.precision() : -1;
    }

    private static String canonical(LogicalType type, String text) {
        boolean hexadecimal = type instanceof LogicalType.Binary && text.startsWith("\\x");
        return hexadecimal ? text.substring(2) : text;
    }
}
