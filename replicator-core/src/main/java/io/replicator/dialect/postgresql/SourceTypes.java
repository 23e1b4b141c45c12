package io.replicator.dialect.postgresql;

import io.replicator.schema.LogicalType;
import java.util.List;

/** The logical type behind PostgreSQL's types. */
final class SourceTypes {
    /** A field's limit of 1 GB; there is none in characters. */
    private static final long UNLIMITED = (1L << 30) - 1;

    private static final int VARIABLE_HEADER = 4;

    private SourceTypes() {}

    /**
     * @param name of the type, or of the type below a domain
     * @param builtin whether the type is the server's own
     * @param modifier length or precision, -1 if there is none
     * @param labels of an enum, empty for others
     */
    record Declared(String name, boolean builtin, int modifier, List<String> labels) {}

    static LogicalType logical(Declared type) {
        if (!type.labels().isEmpty()) {
            return new LogicalType.Enumeration(type.labels());
        }
        if (!type.builtin()) {
            return type.name().equals("citext") ? unlimitedText() : new LogicalType.Native();
        }
        return switch (type.name()) {
            case "int2" -> new LogicalType.Int(2, false);
            case "int4" -> new LogicalType.Int(4, false);
            case "int8" -> new LogicalType.Int(8, false);
            case "float4" -> new LogicalType.Floating(4);
            case "float8" -> new LogicalType.Floating(8);
            case "bool" -> new LogicalType.Bool();
            case "numeric" -> numeric(type.modifier());
            case "json", "jsonb" -> new LogicalType.Json();
            case "bytea" -> new LogicalType.Binary(UNLIMITED, false, false);
            default -> textOrTime(type);
        };
    }

    private static LogicalType textOrTime(Declared type) {
        return switch (type.name()) {
            case "text" -> unlimitedText();
            case "varchar" -> characters(type.modifier(), false);
            case "bpchar" -> characters(type.modifier(), true);
            case "bit" -> new LogicalType.Bits(type.modifier());
            case "date" -> new LogicalType.Date();
            case "time" -> new LogicalType.Time(precision(type.modifier()));
            case "timestamp" -> new LogicalType.DateTime(precision(type.modifier()));
            case "timestamptz" -> new LogicalType.Instant(precision(type.modifier()));
            default -> new LogicalType.Native();
        };
    }

    private static LogicalType.Text unlimitedText() {
        return new LogicalType.Text(UNLIMITED, false, false);
    }

    private static LogicalType characters(int modifier, boolean fixed) {
        return modifier < 0 ? unlimitedText() : new LogicalType.Text(modifier - VARIABLE_HEADER, fixed, true);
    }

    /** Without a precision, each value has a scale of its own; a scale may also be negative or exceed the precision. */
    private static LogicalType numeric(int modifier) {
        if (modifier < 0) {
            return new LogicalType.Native();
        }
        int precision = (modifier - VARIABLE_HEADER) >> 16 & 0xffff;
        int scale = ((modifier - VARIABLE_HEADER & 0x7ff) ^ 1024) - 1024;
        return scale < 0 || scale > precision
                ? new LogicalType.Native()
                : new LogicalType.Decimal(precision, scale, false);
    }

    private static int precision(int modifier) {
        return modifier < 0 ? 6 : modifier;
    }
}
