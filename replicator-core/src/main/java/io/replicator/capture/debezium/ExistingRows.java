package io.replicator.capture.debezium;

import io.replicator.capture.Redefinition.Existing;
import io.replicator.schema.Column;
import io.replicator.schema.DefaultValue;
import io.replicator.schema.LogicalType;

/** What MySQL and MariaDB put into existing rows for a new column. */
final class ExistingRows {
    private ExistingRows() {}

    static Existing value(Column column) {
        if (column.isGenerated()) {
            return Existing.NULL;
        }
        if (column.identity()) {
            return Existing.UNKNOWN;
        }
        if (column.defaultValue() instanceof DefaultValue.Literal literal) {
            return new Existing(true, literal);
        }
        if (column.defaultValue() != null) {
            return Existing.UNKNOWN;
        }
        return column.nullable() ? Existing.NULL : withoutDefault(column.type());
    }

    /** For NOT NULL without DEFAULT the server takes the nothing of the type. */
    private static Existing withoutDefault(LogicalType type) {
        if (type instanceof LogicalType.Int || type instanceof LogicalType.Floating) {
            return Existing.of("0");
        }
        if (type instanceof LogicalType.Decimal decimal) {
            return Existing.of(decimal.scale() == 0 ? "0" : "0." + "0".repeat(decimal.scale()));
        }
        if (type instanceof LogicalType.Bits bits) {
            return Existing.of("0".repeat(bits.width()));
        }
        if (type instanceof LogicalType.Enumeration enumeration) {
            return Existing.of(enumeration.labels().get(0));
        }
        if (type instanceof LogicalType.Binary binary) {
            return Existing.of(binary.fixed() ? "00".repeat((int) binary.length()) : "");
        }
        boolean text = type instanceof LogicalType.Text || type instanceof LogicalType.LabelSet;
        return text ? Existing.of("") : time(type);
    }

    private static Existing time(LogicalType type) {
        if (type instanceof LogicalType.Date) {
            return Existing.of("0000-00-00");
        }
        if (type instanceof LogicalType.DateTime dateTime) {
            return Existing.of("0000-00-00 00:00:00" + fraction(dateTime.precision()));
        }
        if (type instanceof LogicalType.Instant instant) {
            return Existing.of("0000-00-00 00:00:00" + fraction(instant.precision()) + "+00");
        }
        if (type instanceof LogicalType.Time time) {
            return Existing.of("00:00:00" + fraction(time.precision()));
        }
        return type instanceof LogicalType.Year ? Existing.of("0000") : Existing.UNKNOWN;
    }

    private static String fraction(int digits) {
        return digits == 0 ? "" : "." + "0".repeat(digits);
    }
}
