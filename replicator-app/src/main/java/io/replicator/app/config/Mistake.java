package io.replicator.app.config;

import java.util.Comparator;

/**
 * One thing that is wrong in the file.
 *
 * @param line counted from 1
 * @param column counted from 1
 * @param key dotted path, or empty if the file as a whole is meant
 * @param text what was found and what would be right; never a secret
 */
record Mistake(int line, int column, String key, String text) implements Comparable<Mistake> {
    private static final Comparator<Mistake> IN_FILE_ORDER = Comparator.comparingInt(Mistake::line)
            .thenComparingInt(Mistake::column)
            .thenComparing(Mistake::key);

    @Override
    public int compareTo(Mistake other) {
        return IN_FILE_ORDER.compare(this, other);
    }

    String in(String file) {
        String place = file + ":" + line + ":" + column + ": ";
        return key.isEmpty() ? place + text : place + key + ": " + text;
    }
}
