package io.replicator.dialect.postgresql.expression;

import io.replicator.dialect.postgresql.expression.Typed.Equality;
import io.replicator.dialect.postgresql.expression.Typed.Kind;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;
import java.util.regex.Pattern;

/** Translates comparisons where both engines decide alike for every pair of values. */
final class Comparison {
    private static final Pattern TIME = Pattern.compile("( \\d{2}:\\d{2}:\\d{2}(\\.\\d{1,6})?)?");

    private Comparison() {}

    /** @param operator of MySQL */
    static Typed compare(String operator, Typed left, Typed right) throws UntranslatableException {
        if (left.kind() == Kind.LITERAL && right.kind() != Kind.LITERAL) {
            return compare(mirrored(operator), right, left);
        }
        String sign = sign(operator);
        if (isTemporal(left)) {
            return result(left.sql(), sign, temporal(right));
        }
        if (left.isText() && right.isText()) {
            return texts(sign, left, right);
        }
        return numbers(sign, left.asNumber(), right.asNumber());
    }

    private static Typed numbers(String sign, Typed left, Typed right) throws UntranslatableException {
        boolean floating = left.kind() == Kind.DOUBLE || right.kind() == Kind.DOUBLE;
        return floating ? result(left.asDouble(), sign, right.asDouble()) : result(left.sql(), sign, right.sql());
    }

    private static boolean isTemporal(Typed value) {
        return value.kind() == Kind.DATE || value.kind() == Kind.DATETIME;
    }

    /** Only a constant in the form in which both engines read the same point in time. */
    private static String temporal(Typed value) throws UntranslatableException {
        if (isTemporal(value)) {
            return value.sql();
        }
        if (value.kind() == Kind.LITERAL && isTimestamp(value.labels().get(0))) {
            return "timestamp " + value.sql();
        }
        throw new UntranslatableException("date expected");
    }

    static boolean isTimestamp(String text) {
        try {
            return text.length() >= 10
                    && LocalDate.parse(text.substring(0, 10)).getYear() > 0
                    && TIME.matcher(text.substring(10)).matches();
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static Typed texts(String sign, Typed left, Typed right) throws UntranslatableException {
        if (!Set.of("=", "<>", "IS NOT DISTINCT FROM").contains(sign)) {
            throw new UntranslatableException("order of texts");
        }
        if (left.kind() == Kind.LABEL) {
            return label(sign, left, right);
        }
        if (left.equality() == Equality.LOOSE || right.equality() == Equality.LOOSE) {
            throw new UntranslatableException("comparison by collation");
        }
        boolean padded = left.equality() == Equality.PADDED || right.equality() == Equality.PADDED;
        return padded ? result(trimmed(left), sign, trimmed(right)) : result(left.sql(), sign, right.sql());
    }

    /** MySQL compares labels by collation too, but no two labels of a type are equal by it. */
    private static Typed label(String sign, Typed column, Typed literal) throws UntranslatableException {
        if (literal.kind() != Kind.LITERAL
                || !column.labels().contains(literal.labels().get(0))) {
            throw new UntranslatableException("comparison of labels");
        }
        return result(column.sql(), sign, literal.sql());
    }

    private static String trimmed(Typed text) {
        return "rtrim(" + text.sql() + ", ' ')";
    }

    private static Typed result(String left, String sign, String right) {
        return Typed.of("(" + left + " " + sign + " " + right + ")", Kind.BOOLEAN);
    }

    private static String sign(String operator) {
        return switch (operator) {
            case "!=" -> "<>";
            case "<=>" -> "IS NOT DISTINCT FROM";
            default -> operator;
        };
    }

    private static String mirrored(String operator) {
        return switch (operator) {
            case "<" -> ">";
            case ">" -> "<";
            case "<=" -> ">=";
            case ">=" -> "<=";
            default -> operator;
        };
    }
}
