package io.replicator.change;

import org.jspecify.annotations.Nullable;

/**
 * The values of one row, in the order of the source table's columns. A value is in canonical form: {@code null} for SQL
 * NULL, a {@code byte[]} for binary columns, otherwise the {@code String} that the column's
 * logical type documents. Owned by whoever holds it; never changed after it was made.
 */
public final class Row {
    private final @Nullable Object[] values;

    /** Takes the array over; the caller must not change it afterwards. */
    public Row(@Nullable Object... values) {
        this.values = values;
    }

    public @Nullable Object get(int column) {
        return values[column];
    }

    public int size() {
        return values.length;
    }

    /** Rough heap size in bytes, to bound buffers. */
    public long approximateBytes() {
        long bytes = 16 + 8L * values.length;
        for (Object value : values) {
            if (value instanceof String text) {
                bytes += 48 + text.length();
            } else if (value instanceof byte[] binary) {
                bytes += 16 + binary.length;
            }
        }
        return bytes;
    }
}
