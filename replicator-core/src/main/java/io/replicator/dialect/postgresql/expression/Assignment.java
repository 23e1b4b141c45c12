package io.replicator.dialect.postgresql.expression;

import io.replicator.dialect.postgresql.expression.Typed.Kind;
import io.replicator.schema.LogicalType;

/** Stores the value of an expression into a column where both engines convert alike. */
final class Assignment {
    private Assignment() {}

    static String generated(Typed value, LogicalType column) throws UntranslatableException {
        if (column instanceof LogicalType.Int || column instanceof LogicalType.Decimal) {
            return value.kind() == Kind.BOOLEAN ? value.asNumber().sql() : exact(value);
        }
        if (column instanceof LogicalType.Floating && value.kind() == Kind.DOUBLE) {
            return value.sql();
        }
        // CHAR(n) is left out: MySQL strips trailing blanks when such a column is read.
        if (column instanceof LogicalType.Text text && !text.fixed()) {
            return value.asText();
        }
        if (column instanceof LogicalType.Date && value.kind() == Kind.DATE) {
            return value.sql();
        }
        throw mismatch();
    }

    private static String exact(Typed value) throws UntranslatableException {
        if (!value.isExactNumber()) {
            throw mismatch();
        }
        return value.sql();
    }

    static String defaulted(Typed value, LogicalType column) throws UntranslatableException {
        if (value.kind() == Kind.NULL) {
            return "NULL";
        }
        if (column instanceof LogicalType.Text || column instanceof LogicalType.Enumeration) {
            return value.asText();
        }
        if (column instanceof LogicalType.Json) {
            return json(value);
        }
        if (isDate(column)) {
            return date(value);
        }
        if (column instanceof LogicalType.Binary && value.kind() == Kind.BYTES) {
            return value.sql();
        }
        return column instanceof LogicalType.Floating ? value.asNumber().sql() : generated(value, column);
    }

    private static boolean isDate(LogicalType column) {
        return column instanceof LogicalType.Date
                || column instanceof LogicalType.DateTime
                || column instanceof LogicalType.Instant;
    }

    private static String json(Typed value) throws UntranslatableException {
        if (value.kind() == Kind.JSON) {
            return value.sql();
        }
        if (value.kind() == Kind.LITERAL) {
            return value.sql() + "::jsonb";
        }
        throw mismatch();
    }

    private static String date(Typed value) throws UntranslatableException {
        boolean constant = value.kind() == Kind.LITERAL
                && Comparison.isTimestamp(value.labels().get(0));
        if (constant || value.kind() == Kind.DATE || value.kind() == Kind.DATETIME || value.kind() == Kind.INSTANT) {
            return value.sql();
        }
        throw mismatch();
    }

    private static UntranslatableException mismatch() {
        return new UntranslatableException("type of the column");
    }
}
