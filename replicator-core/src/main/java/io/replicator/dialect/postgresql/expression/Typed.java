package io.replicator.dialect.postgresql.expression;

import io.replicator.schema.Column;
import io.replicator.schema.LogicalType;
import java.util.List;

/**
 * A translated expression with what is known of its values.
 *
 * @param scale digits after the point of a {@link Kind#DECIMAL}
 * @param equality how MySQL compares a {@link Kind#TEXT}
 * @param labels of a {@link Kind#LABEL}; of a {@link Kind#LITERAL} its one text
 */
record Typed(String sql, Kind kind, int scale, Equality equality, List<String> labels) {
    enum Kind {
        INTEGER,
        DECIMAL,
        DOUBLE,
        BOOLEAN,
        TEXT,
        /** A column of type ENUM. */
        LABEL,
        /** A constant text, which may stand for a date too. */
        LITERAL,
        DATE,
        DATETIME,
        INSTANT,
        JSON,
        BYTES,
        NULL,
        OTHER
    }

    enum Equality {
        EXACT,
        /** Trailing blanks do not count. */
        PADDED,
        /** By collation: case, accents or more do not count. */
        LOOSE
    }

    static Typed of(String sql, Kind kind) {
        return new Typed(sql, kind, 0, Equality.LOOSE, List.of());
    }

    static Typed decimal(String sql, int scale) {
        return new Typed(sql, Kind.DECIMAL, scale, Equality.LOOSE, List.of());
    }

    static Typed literal(String text) {
        return new Typed(PostgresExpressions.literal(text), Kind.LITERAL, 0, Equality.EXACT, List.of(text));
    }

    static Typed column(ColumnReference reference) {
        Column column = reference.column();
        LogicalType type = column.type();
        String sql = reference.sql();
        if (type instanceof LogicalType.Decimal decimal) {
            return decimal(sql, decimal.scale());
        }
        if (type instanceof LogicalType.Floating floating) {
            return of(floating.bytes() == 4 ? sql + "::double precision" : sql, Kind.DOUBLE);
        }
        if (type instanceof LogicalType.Text) {
            return new Typed(sql, Kind.TEXT, 0, equality(column), List.of());
        }
        if (type instanceof LogicalType.Enumeration enumeration) {
            return new Typed(sql, Kind.LABEL, 0, Equality.EXACT, enumeration.labels());
        }
        return of(sql, plainKind(type));
    }

    /** A year is OTHER because MySQL completes years of two digits; an instant because its parts depend on the session. */
    private static Kind plainKind(LogicalType type) {
        if (type instanceof LogicalType.Int) {
            return Kind.INTEGER;
        }
        if (type instanceof LogicalType.Bool) {
            return Kind.BOOLEAN;
        }
        if (type instanceof LogicalType.Date) {
            return Kind.DATE;
        }
        if (type instanceof LogicalType.DateTime) {
            return Kind.DATETIME;
        }
        return type instanceof LogicalType.Json ? Kind.JSON : Kind.OTHER;
    }

    private static Equality equality(Column column) {
        String collation = String.valueOf(column.collation());
        if (collation.endsWith("_0900_bin")) {
            return Equality.EXACT;
        }
        return collation.endsWith("_bin") ? Equality.PADDED : Equality.LOOSE;
    }

    boolean isWholeNumber() {
        return kind == Kind.INTEGER || (kind == Kind.DECIMAL && scale == 0);
    }

    boolean isExactNumber() {
        return kind == Kind.INTEGER || kind == Kind.DECIMAL;
    }

    boolean isText() {
        return kind == Kind.TEXT || kind == Kind.LABEL || kind == Kind.LITERAL;
    }

    boolean isNumberLiteral() {
        return sql.matches("\\d+(\\.\\d+)?");
    }

    /** MySQL's truth values are numbers. */
    Typed asNumber() throws UntranslatableException {
        if (kind == Kind.BOOLEAN) {
            return of("(" + sql + ")::integer", Kind.INTEGER);
        }
        if (isExactNumber() || kind == Kind.DOUBLE) {
            return this;
        }
        throw new UntranslatableException("number expected");
    }

    /** Exact arithmetic without overflow, whatever the width of the column. */
    String asNumeric() throws UntranslatableException {
        Typed number = asNumber();
        if (number.kind == Kind.DOUBLE) {
            throw new UntranslatableException("exact number expected");
        }
        return number.kind == Kind.DECIMAL || isNumberLiteral() ? number.sql : number.sql + "::numeric";
    }

    String asDouble() throws UntranslatableException {
        if (kind == Kind.DOUBLE) {
            return sql;
        }
        if (kind == Kind.INTEGER || isNumberLiteral()) {
            return sql + "::double precision";
        }
        throw new UntranslatableException("floating number expected");
    }

    String asBoolean() throws UntranslatableException {
        return kind == Kind.BOOLEAN ? sql : "(" + asNumber().sql + " <> 0)";
    }

    String asText() throws UntranslatableException {
        if (isText()) {
            return sql;
        }
        if (isWholeNumber()) {
            return "(" + sql + ")::text";
        }
        throw new UntranslatableException("text expected");
    }
}
