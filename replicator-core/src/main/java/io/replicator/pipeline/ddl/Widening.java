package io.replicator.pipeline.ddl;

import io.replicator.schema.Column;
import io.replicator.schema.LogicalType;
import java.util.List;
import java.util.Objects;

/** Decides whether a change of type leaves every value what it is, so that the source changed none without telling. */
final class Widening {
    private Widening() {}

    static boolean keepsValues(Column before, Column after) {
        return keepsCharacters(before, after)
                && (before.nativeType().equals(after.nativeType()) || types(before, after));
    }

    private static boolean keepsCharacters(Column before, Column after) {
        return Objects.equals(before.charset(), after.charset())
                || "utf8mb4".equals(after.charset())
                || after.charset() == null;
    }

    private static boolean types(Column one, Column other) {
        LogicalType before = one.type();
        LogicalType after = other.type();
        if (before instanceof LogicalType.Int a && after instanceof LogicalType.Int b) {
            return a.unsigned() == b.unsigned() ? a.bytes() <= b.bytes() : a.unsigned() && a.bytes() < b.bytes();
        }
        if (before instanceof LogicalType.Decimal a && after instanceof LogicalType.Decimal b) {
            return a.scale() <= b.scale()
                    && a.precision() - a.scale() <= b.precision() - b.scale()
                    && (a.unsigned() || !b.unsigned());
        }
        if (before instanceof LogicalType.Text a && after instanceof LogicalType.Text b) {
            return !b.fixed() ? a.length() <= b.length() : a.fixed() && a.length() <= b.length();
        }
        if (before instanceof LogicalType.Binary a && after instanceof LogicalType.Binary b) {
            return !a.fixed() && !b.fixed() && a.length() <= b.length();
        }
        return times(before, after) || labels(before, after) || sameKind(before, after, one, other);
    }

    private static boolean times(LogicalType before, LogicalType after) {
        if (before instanceof LogicalType.DateTime a && after instanceof LogicalType.DateTime b) {
            return a.precision() <= b.precision();
        }
        if (before instanceof LogicalType.Instant a && after instanceof LogicalType.Instant b) {
            return a.precision() <= b.precision();
        }
        return before instanceof LogicalType.Time a
                && after instanceof LogicalType.Time b
                && a.precision() <= b.precision();
    }

    /** New labels at the end: the old ones keep their order and their numbers. */
    private static boolean labels(LogicalType before, LogicalType after) {
        if (before instanceof LogicalType.Enumeration a && after instanceof LogicalType.Enumeration b) {
            return startsWith(b.labels(), a.labels());
        }
        return before instanceof LogicalType.LabelSet a
                && after instanceof LogicalType.LabelSet b
                && startsWith(b.labels(), a.labels());
    }

    private static boolean startsWith(List<String> all, List<String> beginning) {
        return all.size() >= beginning.size()
                && all.subList(0, beginning.size()).equals(beginning);
    }

    /** Types that say all there is, such as DATE; not those that stand for many native ones. */
    private static boolean sameKind(LogicalType before, LogicalType after, Column one, Column other) {
        boolean vague = before instanceof LogicalType.Native
                || before instanceof LogicalType.Geometry
                || before instanceof LogicalType.Unsupported;
        return before.equals(after) && (!vague || one.nativeType().equals(other.nativeType()));
    }
}
