package io.replicator.dialect.mysql;

import io.replicator.change.TableId;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.schema.Column;
import io.replicator.schema.LogicalType;
import io.replicator.typemapping.ValueRule;
import java.nio.charset.StandardCharsets;

/**
 * Refuses what columns of other engines hold and the same types of this family do not: NaN, infinities, and years before
 * the first or behind 9999, which the server would partly read as other dates. Immutable.
 */
record ForeignValueRule(String where, Kind kind) implements ValueRule {
    private static final int YEAR_DIGITS = 4;

    private enum Kind {
        NUMBER,
        DATE
    }

    static ValueRule of(TableId table, Column column) {
        String where = table + "." + column.name();
        LogicalType type = column.type();
        if (type instanceof LogicalType.Floating || type instanceof LogicalType.Decimal) {
            return new ForeignValueRule(where, Kind.NUMBER);
        }
        boolean date = type instanceof LogicalType.Date
                || type instanceof LogicalType.DateTime
                || type instanceof LogicalType.Instant;
        return date ? new ForeignValueRule(where, Kind.DATE) : NONE;
    }

    @Override
    public boolean concerns(byte[] utf8) {
        boolean endsWithDigit = isDigit(utf8[utf8.length - 1]);
        return switch (kind) {
            case NUMBER -> !endsWithDigit;
            case DATE -> !endsWithDigit || utf8.length <= YEAR_DIGITS || utf8[YEAR_DIGITS] != '-';
        };
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    @Override
    public String apply(String canonical) {
        if (!concerns(canonical.getBytes(StandardCharsets.UTF_8))) {
            return canonical;
        }
        String what = switch (kind) {
            case NUMBER -> " holds NaN or an infinity";
            case DATE -> " holds an infinite date, or one before the year 1 or behind 9999";
        };
        throw new ReplicationException(
                ErrorKind.VALUE,
                "Column " + where + what + ", which the target's type does not have. Change the value at the source, or"
                        + " exclude the column or the table");
    }
}
