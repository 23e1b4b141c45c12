package io.replicator.change;

import org.jspecify.annotations.Nullable;

/**
 * The values of one row, in the order of the source table's columns. A value is in canonical form: {@code null} for SQL
 * NULL, a {@code byte[]} for binary columns, otherwise the {@code String} that the column's
 * logical type documents. Owned by whoever holds it; never changed after it was made.
 *
 * <p>A log may leave values out, which {@link #UNKNOWN} stands for: in the state after an update such a value is the one
 * from before, in the state before an update or a delete it may be any. Keys, inserted rows and rows of tables without a
 * key are always whole.
 */
public final class Row {
    public static final Object UNKNOWN = new Object() {
        @Override
        public String toString() {
            return "unknown";
        }
    };

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

    public boolean isWhole() {
        for (Object value : values) {
            if (value == UNKNOWN) {
                return false;
            }
        }
        return true;
    }

    /** This state of a row, with what it leaves out taken from the state before. */
    public Row over(Row before) {
        if (isWhole()) {
            return this;
        }
        @Nullable Object[] filled = values.clone();
        for (int i = 0; i < filled.length; i++) {
            filled[i] = filled[i] == UNKNOWN ? before.get(i) : filled[i];
        }
        return new Row(filled);
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
