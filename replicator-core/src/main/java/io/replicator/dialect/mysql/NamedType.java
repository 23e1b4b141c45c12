package io.replicator.dialect.mysql;

import io.replicator.schema.LogicalType;
import io.replicator.typemapping.ChosenType;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the types of MySQL and MariaDB that a user may name for a column. */
final class NamedType {
    private static final Pattern FORM =
            Pattern.compile("([a-z]+) ?(?:\\( ?(\\d{1,5}) ?(?:, ?(\\d{1,2}) ?)?\\))?( unsigned)?");
    private static final Set<String> INTEGERS = Set.of("tinyint", "smallint", "mediumint", "int", "bigint");
    private static final Set<String> PLAIN = Set.of("float", "double", "date", "year", "json");
    private static final Set<String> TIMES = Set.of("datetime", "timestamp", "time");

    private NamedType() {}

    static Optional<ChosenType> parse(Product product, String text) {
        String normal = text.trim().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        if (normal.equals("boolean") || normal.equals("bool") || normal.equals("tinyint(1)")) {
            return Optional.of(new ChosenType("tinyint(1)", new LogicalType.Int(1, false)));
        }
        if (normal.equals("uuid")) {
            return product == Product.MARIADB
                    ? Optional.of(new ChosenType("uuid", new LogicalType.Native()))
                    : Optional.empty();
        }
        Matcher parts = FORM.matcher(normal);
        return parts.matches() ? parse(parts, parts.group(4) != null) : Optional.empty();
    }

    private static Optional<ChosenType> parse(Matcher parts, boolean unsigned) {
        String name = parts.group(1).equals("integer") ? "int" : parts.group(1).replace("numeric", "decimal");
        boolean sized = parts.group(2) != null;
        int size = sized ? Integer.parseInt(parts.group(2)) : 0;
        int scale = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
        if (INTEGERS.contains(name) && !sized) {
            return chosen(name, unsigned ? " unsigned" : "", 0, 0, 0);
        }
        if (name.equals("decimal")) {
            int precision = sized ? size : 10;
            return chosen(
                    name, "(" + precision + "," + scale + ")" + (unsigned ? " unsigned" : ""), 0, precision, scale);
        }
        if (unsigned || parts.group(3) != null) {
            return Optional.empty();
        }
        return sized ? sized(name, size) : plain(name);
    }

    private static Optional<ChosenType> sized(String name, int size) {
        if (TIMES.contains(name)) {
            return size <= 6 ? chosen(name, "(" + size + ")", 0, size, 0) : Optional.empty();
        }
        boolean limited = name.equals("varchar") || name.equals("varbinary");
        return limited ? chosen(name, "(" + size + ")", size, 0, 0) : Optional.empty();
    }

    private static Optional<ChosenType> plain(String name) {
        if (TIMES.contains(name)) {
            return sized(name, 0);
        }
        long length = length(name);
        return length > 0 || PLAIN.contains(name) ? chosen(name, "", length, 0, 0) : Optional.empty();
    }

    /** Bytes of the types without a declared limit, 0 for others. */
    private static long length(String name) {
        return switch (name) {
            case "tinytext", "tinyblob" -> 255;
            case "text", "blob" -> 65_535;
            case "mediumtext", "mediumblob" -> 16_777_215;
            case "longtext", "longblob" -> 4_294_967_295L;
            default -> 0;
        };
    }

    private static Optional<ChosenType> chosen(String name, String rest, long length, int precision, int scale) {
        String ddl = name + rest;
        LogicalType type = MySqlTypes.logical(new MySqlTypes.Declared(name, ddl, length, precision, scale));
        return Optional.of(new ChosenType(ddl, type));
    }
}
