package io.replicator.apply;

import io.replicator.change.Row;
import io.replicator.schema.Table;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns whose values together name something: a primary key, a unique key, a reference. Immutable. */
final class KeyColumns {
    private final int[] ordinals;

    KeyColumns(Table table, List<String> columns) {
        this.ordinals = columns.stream().mapToInt(table::indexOf).toArray();
    }

    /**
     * The row's values, comparable by {@code equals}; {@code null} if one of them is NULL, {@link Row#UNKNOWN} if one is.
     */
    @Nullable
    Object of(Row row) {
        if (ordinals.length == 1) {
            return comparable(row.get(ordinals[0]));
        }
        List<Object> values = new ArrayList<>(ordinals.length);
        for (int ordinal : ordinals) {
            Object value = comparable(row.get(ordinal));
            if (value == null || value == Row.UNKNOWN) {
                return value;
            }
            values.add(value);
        }
        return values;
    }

    private static @Nullable Object comparable(@Nullable Object value) {
        return value instanceof byte[] binary ? ByteBuffer.wrap(binary) : value;
    }
}
