package io.replicator.typemapping;

import io.replicator.schema.LogicalType;
import io.replicator.typemapping.Conversion.Fit;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whether values fit into a text. */
final class TextFit {
    private static final int DATE_CHARACTERS = 10;
    private static final int DATE_AND_TIME_CHARACTERS = 26;

    private TextFit() {}

    static Fit of(LogicalType from, LogicalType.Text to) {
        if (from instanceof LogicalType.Text text) {
            return upTo(text.bounded() || !to.bounded() ? text.length() : Long.MAX_VALUE, to);
        }
        if (from instanceof LogicalType.Enumeration enumeration) {
            return upTo(longest(enumeration.labels()), to);
        }
        if (from instanceof LogicalType.LabelSet set) {
            return upTo(String.join(",", set.labels()).length(), to);
        }
        if (from instanceof LogicalType.Date) {
            return upTo(DATE_CHARACTERS, to);
        }
        boolean time = from instanceof LogicalType.DateTime || from instanceof LogicalType.Time;
        if (time) {
            return upTo(DATE_AND_TIME_CHARACTERS, to);
        }
        boolean printed = from instanceof LogicalType.Json || from instanceof LogicalType.Native;
        return printed ? upTo(Long.MAX_VALUE, to) : Fit.REFUSED;
    }

    private static long longest(List<String> labels) {
        return labels.stream().mapToInt(String::length).max().orElse(0);
    }

    /** Servers cut blanks at the end of a text that is too long. */
    static Fit upTo(long characters, LogicalType.Text to) {
        if (to.bounded()) {
            return Fit.checked(
                    to.length() >= characters, value -> value.codePointCount(0, value.length()) <= to.length());
        }
        return Fit.checked(
                to.length() >= characters, value -> value.getBytes(StandardCharsets.UTF_8).length <= to.length());
    }
}
