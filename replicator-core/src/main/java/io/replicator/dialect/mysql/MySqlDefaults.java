package io.replicator.dialect.mysql;

import io.replicator.schema.DefaultValue;
import io.replicator.schema.LogicalType;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the catalog's text of a default into a constant, the time of the statement, or an expression. */
final class MySqlDefaults {
    private static final Pattern NOW = Pattern.compile(
            "(?:CURRENT_TIMESTAMP|NOW|LOCALTIME|LOCALTIMESTAMP)(?:\\((\\d?)\\))?", Pattern.CASE_INSENSITIVE);

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    private MySqlDefaults() {}

    /** @param expression whether the catalog marks the default as an expression (DEFAULT_GENERATED) */
    static DefaultValue parse(LogicalType type, String text, boolean expression) {
        if (type instanceof LogicalType.DateTime || type instanceof LogicalType.Instant) {
            Matcher now = NOW.matcher(text);
            if (now.matches()) {
                String digits = now.group(1);
                return new DefaultValue.Now(digits == null || digits.isEmpty() ? 0 : Integer.parseInt(digits));
            }
        }
        return expression
                ? new DefaultValue.Expression(MySqlLiterals.unescape(text))
                : new DefaultValue.Literal(literal(type, text));
    }

    /** MariaDB's catalog shows every default as an expression, so that constants are quoted. */
    static @Nullable DefaultValue parseExpression(LogicalType type, String text) {
        if (text.equals("NULL")) {
            return null;
        }
        if (text.startsWith("'") && QuotedText.end(text, 0) == text.length()) {
            return parse(type, QuotedText.value(text, 0, text.length()), false);
        }
        boolean constant = NUMBER.matcher(text).matches() || NOW.matcher(text).matches() || text.startsWith("b'");
        return parse(type, text, !constant);
    }

    /**
     * Whether the catalog's text is not the whole truth: it cuts a binary default at the first NUL byte and shows a
     * TIMESTAMP in the time zone of whoever created the table.
     */
    static boolean isInexact(LogicalType type) {
        return type instanceof LogicalType.Binary || type instanceof LogicalType.Instant;
    }

    private static String literal(LogicalType type, String text) {
        if (type instanceof LogicalType.Bits bits) {
            return bits(text, bits.width());
        }
        if (type instanceof LogicalType.Binary binary) {
            return binary(text, binary);
        }
        if (type instanceof LogicalType.Text
                || type instanceof LogicalType.Enumeration
                || type instanceof LogicalType.LabelSet
                || type instanceof LogicalType.Geometry) {
            return text;
        }
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        return new String(MySqlDecoders.forType(type, true).decode(raw), StandardCharsets.UTF_8);
    }

    /** {@code b'101'}, filled with zeros on the left. */
    private static String bits(String text, int width) {
        String digits = text.startsWith("b'") ? text.substring(2, text.length() - 1) : text;
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    /** {@code 0x00FF} or the quoted characters; BINARY is filled with NUL bytes on the right. */
    private static String binary(String text, LogicalType.Binary type) {
        String hex = text.startsWith("0x")
                ? text.substring(2).toLowerCase(Locale.ROOT)
                : HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        int missing = type.fixed() ? (int) type.length() * 2 - hex.length() : 0;
        return hex + "0".repeat(Math.max(0, missing));
    }
}
