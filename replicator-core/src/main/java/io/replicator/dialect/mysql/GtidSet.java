package io.replicator.dialect.mysql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A set of global transaction identifiers, such as {@code uuid:1-5:7,uuid:tag:1-3}; see MySQL's manual, "GTID Format
 * and Storage". Immutable.
 */
final class GtidSet {
    /** By {@code uuid} or {@code uuid:tag}: ranges in ascending order that neither overlap nor touch. */
    private final Map<String, List<Range>> ranges;

    private GtidSet(Map<String, List<Range>> ranges) {
        this.ranges = ranges;
    }

    private record Range(long first, long last) {
        boolean covers(Range other) {
            return first <= other.first && other.last <= last;
        }
    }

    static GtidSet parse(String text) {
        Map<String, List<Range>> ranges = new HashMap<>();
        for (String source : text.replaceAll("\\s", "").split(",")) {
            if (!source.isEmpty()) {
                parseSource(source, ranges);
            }
        }
        ranges.replaceAll((source, list) -> merge(list));
        return new GtidSet(ranges);
    }

    private static void parseSource(String text, Map<String, List<Range>> ranges) {
        String[] parts = text.toLowerCase(Locale.ROOT).split(":");
        String source = parts[0];
        for (int i = 1; i < parts.length; i++) {
            if (Character.isDigit(parts[i].charAt(0))) {
                ranges.computeIfAbsent(source, key -> new ArrayList<>()).add(range(parts[i]));
            } else {
                source = parts[0] + ":" + parts[i];
            }
        }
    }

    private static Range range(String text) {
        int dash = text.indexOf('-');
        long first = Long.parseLong(dash < 0 ? text : text.substring(0, dash));
        return new Range(first, dash < 0 ? first : Long.parseLong(text.substring(dash + 1)));
    }

    private static List<Range> merge(List<Range> list) {
        List<Range> merged = new ArrayList<>();
        list.sort(Comparator.comparingLong(Range::first));
        for (Range next : list) {
            Range last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && next.first() <= last.last() + 1) {
                merged.set(merged.size() - 1, new Range(last.first(), Math.max(last.last(), next.last())));
            } else {
                merged.add(next);
            }
        }
        return merged;
    }

    boolean contains(GtidSet other) {
        return other.ranges.entrySet().stream().allMatch(entry -> {
            List<Range> mine = ranges.getOrDefault(entry.getKey(), List.of());
            return entry.getValue().stream().allMatch(wanted -> mine.stream().anyMatch(range -> range.covers(wanted)));
        });
    }
}
