package io.replicator.dialect.mysql;

import io.replicator.dialect.LineBuffer;
import io.replicator.schema.LogicalType;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.ValueRule;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes one column's values into a line of LOAD DATA, to be stored as {@link WrittenColumn} would bind them. */
final class LoadedColumn {
    private enum Form {
        /** Digits and punctuation that never need an escape. */
        PLAIN,
        ESCAPED,
        INSTANT,
        BOOLEAN,
        FLOAT,
        /** As a decimal number. */
        BITS,
        /** As hexadecimal digits, since lines are text. */
        BYTES,
        GEOMETRY
    }

    private static final byte[] UTC = {'+', '0', '0'};

    private final Form form;
    private final String name;
    private final String variable;
    private final @Nullable ValueRule rule;

    /** @param number among the columns of the line */
    LoadedColumn(ColumnMapping column, int number) {
        this.form = form(column);
        this.name = MySqlLiterals.name(column.targetName());
        this.variable = "@c" + number;
        this.rule = column.rule() == ValueRule.NONE ? null : column.rule();
    }

    private static Form form(ColumnMapping column) {
        LogicalType type = column.source().type();
        if (type instanceof LogicalType.Binary) {
            return Form.BYTES;
        } else if (type instanceof LogicalType.Geometry) {
            return Form.GEOMETRY;
        } else if (type instanceof LogicalType.Bits) {
            return column.type().ddl().startsWith("bit") ? Form.BITS : Form.PLAIN;
        } else if (type instanceof LogicalType.Bool) {
            return Form.BOOLEAN;
        } else if (type instanceof LogicalType.Instant) {
            return Form.INSTANT;
        } else if (type instanceof LogicalType.Floating floating) {
            return floating.bytes() == Float.BYTES ? Form.FLOAT : Form.PLAIN;
        }
        return type instanceof LogicalType.Int || type instanceof LogicalType.Decimal ? Form.PLAIN : Form.ESCAPED;
    }

    /** Where the line's value goes. */
    String place() {
        return isConverted() ? variable : name;
    }

    Optional<String> assignment() {
        String function = form == Form.BITS ? "CAST(%s AS UNSIGNED)" : "UNHEX(%s)";
        return isConverted() ? Optional.of(name + " = " + function.formatted(variable)) : Optional.empty();
    }

    private boolean isConverted() {
        return form == Form.BITS || form == Form.BYTES || form == Form.GEOMETRY;
    }

    void write(byte @Nullable [] value, LineBuffer line) throws SQLException {
        if (value == null) {
            line.missing();
        } else if (rule != null && rule.concerns(value)) {
            writeReplacement(rule.apply(new String(value, StandardCharsets.UTF_8)), line);
        } else {
            writeValue(value, line);
        }
    }

    private void writeReplacement(@Nullable String value, LineBuffer line) throws SQLException {
        if (value == null) {
            line.missing();
        } else {
            writeValue(value.getBytes(StandardCharsets.UTF_8), line);
        }
    }

    private void writeValue(byte[] value, LineBuffer line) throws SQLException {
        switch (form) {
            case PLAIN -> line.plain(value);
            case ESCAPED -> line.escaped(value);
            case INSTANT -> writeInstant(value, line);
            case BOOLEAN -> line.single((byte) (value[0] == 't' ? '1' : '0'));
            case BITS -> line.plain(ascii(new BigInteger(text(value), 2).toString()));
            case FLOAT -> line.plain(Character.isDigit(value[value.length - 1]) ? widened(value) : value);
            case BYTES -> line.hex(value);
            case GEOMETRY -> line.hex(WrittenColumn.stored(value));
        }
    }

    /** The session's zone is UTC. */
    private static void writeInstant(byte[] value, LineBuffer line) throws SQLException {
        int end = value.length - UTC.length;
        boolean withZone = end >= 0 && Arrays.equals(value, end, value.length, UTC, 0, UTC.length);
        line.plain(withZone ? Arrays.copyOf(value, end) : value);
    }

    /** The server reads a double first. */
    private static byte[] widened(byte[] value) {
        return ascii(Double.toString(Float.parseFloat(text(value))));
    }

    private static String text(byte[] ascii) {
        return new String(ascii, StandardCharsets.US_ASCII);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
