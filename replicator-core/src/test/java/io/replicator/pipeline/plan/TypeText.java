package io.replicator.pipeline.plan;

import io.replicator.schema.LogicalType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the logical type of a fixture's column from MySQL's type text. */
final class TypeText {
    private static final Pattern TYPE = Pattern.compile("(\\w+)(?:\\((.*)\\))?( unsigned)?");
    private static final Pattern LABEL = Pattern.compile("'((?:[^']|'')*)'");

    private TypeText() {}

    static LogicalType parse(String text) {
        Matcher parts = TYPE.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(text);
        }
        String name = parts.group(1);
        String arguments = parts.group(2) == null ? "" : parts.group(2);
        boolean unsigned = parts.group(3) != null;
        return switch (name) {
            case "tinyint" -> new LogicalType.Int(1, unsigned);
            case "smallint" -> new LogicalType.Int(2, unsigned);
            case "mediumint" -> new LogicalType.Int(3, unsigned);
            case "int" -> new LogicalType.Int(4, unsigned);
            case "bigint" -> new LogicalType.Int(8, unsigned);
            case "decimal" -> decimal(arguments, unsigned);
            case "float" -> new LogicalType.Floating(4);
            case "double" -> new LogicalType.Floating(8);
            case "bit" -> new LogicalType.Bits(number(arguments));
            case "year" -> new LogicalType.Year();
            case "enum" -> new LogicalType.Enumeration(labels(arguments));
            case "set" -> new LogicalType.LabelSet(labels(arguments));
            case "json" -> new LogicalType.Json();
            case "point", "geometry" -> new LogicalType.Geometry(name);
            default -> timeOrString(name, arguments);
        };
    }

    private static LogicalType timeOrString(String name, String arguments) {
        return switch (name) {
            case "date" -> new LogicalType.Date();
            case "datetime" -> new LogicalType.DateTime(number(arguments));
            case "timestamp" -> new LogicalType.Instant(number(arguments));
            case "time" -> new LogicalType.Time(number(arguments));
            case "char" -> new LogicalType.Text(number(arguments), true, true);
            case "varchar" -> new LogicalType.Text(number(arguments), false, true);
            case "text" -> new LogicalType.Text(65_535, false, false);
            case "longtext" -> new LogicalType.Text(4_294_967_295L, false, false);
            case "binary" -> new LogicalType.Binary(number(arguments), true, true);
            case "varbinary" -> new LogicalType.Binary(number(arguments), false, true);
            case "blob" -> new LogicalType.Binary(65_535, false, false);
            case "longblob" -> new LogicalType.Binary(4_294_967_295L, false, false);
            default -> new LogicalType.Unsupported(name);
        };
    }

    private static LogicalType decimal(String arguments, boolean unsigned) {
        String[] numbers = arguments.split(",");
        return new LogicalType.Decimal(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), unsigned);
    }

    private static int number(String arguments) {
        return arguments.isEmpty() ? 0 : Integer.parseInt(arguments);
    }

    private static List<String> labels(String arguments) {
        List<String> labels = new ArrayList<>();
        Matcher label = LABEL.matcher(arguments);
        while (label.find()) {
            labels.add(label.group(1).replace("''", "'"));
        }
        return labels;
    }
}
