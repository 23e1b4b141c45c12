package io.replicator.dialect.postgresql;

import io.replicator.schema.LogicalType;
import io.replicator.typemapping.ChosenType;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the types of PostgreSQL that a user may name for a column, in any of their spellings. */
record NamedType(String name, Optional<Integer> length, int scale) {
    private static final Pattern FORM =
            Pattern.compile("([a-z0-9 ]+?) ?(?:\\( ?(\\d{1,9}) ?(?:, ?(\\d{1,4}) ?)?\\))?( with.*)?");
    private static final int DIGITS = 131_072;
    private static final int SCALE = 16_383;
    private static final long FIELD_BYTES = 1L << 30;
    private static final int MICROSECONDS = 6;

    static Optional<ChosenType> parse(String text) {
        Matcher parts = FORM.matcher(text.trim().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "));
        if (!parts.matches()) {
            return Optional.empty();
        }
        String zone = parts.group(4) == null ? "" : parts.group(4);
        Optional<Integer> length = Optional.ofNullable(parts.group(2)).map(Integer::valueOf);
        int scale = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
        NamedType type = new NamedType(parts.group(1) + zone, length, scale);
        return length.isPresent() ? type.limited() : type.plain();
    }

    private Optional<ChosenType> plain() {
        return switch (name) {
            case "smallint", "int2" -> chosen("smallint", new LogicalType.Int(2, false));
            case "integer", "int", "int4" -> chosen("integer", new LogicalType.Int(4, false));
            case "bigint", "int8" -> chosen("bigint", new LogicalType.Int(8, false));
            case "numeric", "decimal" -> chosen("numeric", new LogicalType.Decimal(DIGITS + SCALE, SCALE, false));
            case "real", "float4" -> chosen("real", new LogicalType.Floating(4));
            case "double precision", "float8" -> chosen("double precision", new LogicalType.Floating(8));
            case "boolean", "bool" -> chosen("boolean", new LogicalType.Bool());
            case "text", "varchar", "character varying" ->
                chosen("text", new LogicalType.Text(FIELD_BYTES, false, false));
            case "bytea" -> chosen("bytea", new LogicalType.Binary(FIELD_BYTES, false, false));
            case "json", "jsonb" -> chosen(name, new LogicalType.Json());
            case "uuid" -> chosen("uuid", new LogicalType.Native());
            default -> new NamedType(name, Optional.of(MICROSECONDS), 0).time();
        };
    }

    private Optional<ChosenType> limited() {
        int size = length.orElse(0);
        return switch (name) {
            case "varchar", "character varying" ->
                chosen("varchar(" + size + ")", new LogicalType.Text(size, false, true));
            case "numeric", "decimal" ->
                chosen("numeric(" + size + "," + scale + ")", new LogicalType.Decimal(size, scale, false));
            default -> size <= MICROSECONDS ? time() : Optional.empty();
        };
    }

    private Optional<ChosenType> time() {
        int precision = length.orElse(MICROSECONDS);
        return switch (name) {
            case "timestamp", "timestamp without time zone" ->
                chosen("timestamp(" + precision + ")", new LogicalType.DateTime(precision));
            case "timestamptz", "timestamp with time zone" ->
                chosen("timestamptz(" + precision + ")", new LogicalType.Instant(precision));
            case "interval" -> chosen("interval(" + precision + ")", new LogicalType.Time(precision));
            default -> Optional.empty();
        };
    }

    private static Optional<ChosenType> chosen(String ddl, LogicalType type) {
        return Optional.of(new ChosenType(ddl, type));
    }
}
