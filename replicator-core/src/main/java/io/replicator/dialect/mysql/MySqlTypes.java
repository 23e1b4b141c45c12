package io.replicator.dialect.mysql;

import io.replicator.schema.LogicalType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The logical type behind MySQL's type texts, such as {@code bigint unsigned} or {@code enum('a','b')}. */
final class MySqlTypes {
    private MySqlTypes() {}

    /**
     * @param name DATA_TYPE of the catalog
     * @param full COLUMN_TYPE of the catalog
     * @param length CHARACTER_MAXIMUM_LENGTH
     * @param precision NUMERIC_PRECISION, or DATETIME_PRECISION of a temporal type
     * @param scale NUMERIC_SCALE
     */
    record Declared(String name, String full, long length, int precision, int scale) {
        boolean unsigned() {
            return full.contains(" unsigned");
        }
    }

    static LogicalType logical(Declared type) {
        return switch (type.name().toLowerCase(Locale.ROOT)) {
            case "tinyint" -> new LogicalType.Int(1, type.unsigned());
            case "smallint" -> new LogicalType.Int(2, type.unsigned());
            case "mediumint" -> new LogicalType.Int(3, type.unsigned());
            case "int" -> new LogicalType.Int(4, type.unsigned());
            case "bigint" -> new LogicalType.Int(8, type.unsigned());
            case "decimal" -> new LogicalType.Decimal(type.precision(), type.scale(), type.unsigned());
            case "float" -> new LogicalType.Floating(4);
            case "double" -> new LogicalType.Floating(8);
            case "bit" -> new LogicalType.Bits(type.precision());
            case "year" -> new LogicalType.Year();
            case "json" -> new LogicalType.Json();
            case "enum" -> new LogicalType.Enumeration(labels(type.full()));
            case "set" -> new LogicalType.LabelSet(labels(type.full()));
            default -> textOrTime(type);
        };
    }

    private static LogicalType textOrTime(Declared type) {
        return switch (type.name().toLowerCase(Locale.ROOT)) {
            case "char" -> new LogicalType.Text(type.length(), true, true);
            case "varchar" -> new LogicalType.Text(type.length(), false, true);
            case "tinytext", "text", "mediumtext", "longtext" -> new LogicalType.Text(type.length(), false, false);
            case "binary" -> new LogicalType.Binary(type.length(), true, true);
            case "varbinary" -> new LogicalType.Binary(type.length(), false, true);
            case "tinyblob", "blob", "mediumblob", "longblob" -> new LogicalType.Binary(type.length(), false, false);
            case "date" -> new LogicalType.Date();
            case "datetime" -> new LogicalType.DateTime(type.precision());
            case "timestamp" -> new LogicalType.Instant(type.precision());
            case "time" -> new LogicalType.Time(type.precision());
            case "geometry", "point", "linestring", "polygon", "multipoint", "multilinestring", "multipolygon" ->
                new LogicalType.Geometry(type.name());
            case "geomcollection", "geometrycollection" -> new LogicalType.Geometry("geometrycollection");
            case MariaDbText.UUID, MariaDbText.INET4, MariaDbText.INET6 -> new LogicalType.Native();
            default -> new LogicalType.Unsupported(type.full());
        };
    }

    /** The labels of {@code enum('a','b')}; the catalog doubles quotes and escapes backslashes. */
    static List<String> labels(String type) {
        List<String> labels = new ArrayList<>();
        int at = type.indexOf('(') + 1;
        while (at > 0 && at < type.length() && type.charAt(at) == '\'') {
            int end = QuotedText.end(type, at);
            labels.add(QuotedText.value(type, at, end));
            at = end + 1;
        }
        return labels;
    }
}
