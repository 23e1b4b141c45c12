package io.replicator.dialect.mysql;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Names, constants and escaped texts in MySQL's syntax. */
final class MySqlLiterals {
    private MySqlLiterals() {}

    static String name(String identifier) {
        return "`" + identifier.replace("`", "``") + "`";
    }

    static String name(io.replicator.change.TableId table) {
        return name(table.schema()) + "." + name(table.name());
    }

    /** A string constant in hexadecimal, so that neither quotes nor {@code sql_mode} matter. */
    static String text(String value) {
        return "_utf8mb4 x'" + HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8)) + "'";
    }

    /** A string constant as people write it, for DDL; {@code NO_BACKSLASH_ESCAPES} is off in every session of ours. */
    static String quoted(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "''").replace("\0", "\\0") + "'";
    }

    /** Undoes the backslash escapes of a string's inside. */
    static String unescape(String escaped) {
        if (escaped.indexOf('\\') < 0) {
            return escaped;
        }
        StringBuilder plain = new StringBuilder(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            boolean escape = c == '\\' && i + 1 < escaped.length();
            plain.append(escape ? escaped(escaped.charAt(++i)) : c);
        }
        return plain.toString();
    }

    private static char escaped(char letter) {
        return switch (letter) {
            case '0' -> '\0';
            case 'b' -> '\b';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'Z' -> '\u001a';
            default -> letter;
        };
    }
}
