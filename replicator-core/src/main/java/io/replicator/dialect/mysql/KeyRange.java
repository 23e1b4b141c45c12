package io.replicator.dialect.mysql;

import io.replicator.schema.Column;
import io.replicator.schema.LogicalType;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Conditions on a composite key. MySQL does not use an index for row comparisons, so {@code (a, b) > (x, y)} is spelled
 * {@code a >= x AND (a > x OR (a = x AND (b > y)))}, which it reads as one range.
 */
final class KeyRange {
    private final List<Column> key;

    KeyRange(List<Column> key) {
        this.key = List.copyOf(key);
    }

    static boolean isComparable(LogicalType type) {
        return type instanceof LogicalType.Int
                || type instanceof LogicalType.Decimal
                || type instanceof LogicalType.Text
                || type instanceof LogicalType.Binary
                || type instanceof LogicalType.Date
                || type instanceof LogicalType.DateTime
                || type instanceof LogicalType.Instant
                || type instanceof LogicalType.Time
                || type instanceof LogicalType.Year
                || type instanceof LogicalType.Native;
    }

    /** {@code after < key <= upTo}; an empty bound is open. */
    String condition(List<String> after, List<String> upTo) {
        String lower = after.isEmpty() ? "TRUE" : bound(after, 0, '>', false);
        String upper = upTo.isEmpty() ? "TRUE" : bound(upTo, 0, '<', true);
        return lower + " AND " + upper;
    }

    private String bound(List<String> values, int at, char direction, boolean inclusive) {
        String name = MySqlLiterals.name(key.get(at).name());
        String value = constant(key.get(at).type(), values.get(at));
        if (at == key.size() - 1) {
            return name + " " + direction + (inclusive ? "= " : " ") + value;
        }
        return "%s %s= %s AND (%s %s %s OR (%s = %s AND %s))"
                .formatted(
                        name,
                        direction,
                        value,
                        name,
                        direction,
                        value,
                        name,
                        value,
                        bound(values, at + 1, direction, inclusive));
    }

    String columns() {
        return key.stream().map(column -> MySqlLiterals.name(column.name())).collect(Collectors.joining(", "));
    }

    /** A canonical value in SQL. Time zones are left out: the session's is UTC. */
    private static String constant(LogicalType type, String canonical) {
        if (type instanceof LogicalType.Int || type instanceof LogicalType.Decimal) {
            return canonical;
        }
        if (type instanceof LogicalType.Binary) {
            return "x'" + canonical + "'";
        }
        if (type instanceof LogicalType.Text) {
            return MySqlLiterals.text(canonical);
        }
        return "'" + canonical.replace("+00", "") + "'";
    }
}
