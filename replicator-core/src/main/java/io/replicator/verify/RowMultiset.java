package io.replicator.verify;

import io.replicator.change.Row;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts, for a table without a key, how often each row occurs on either side; keeps one hash per distinct row. */
final class RowMultiset {
    private final TableMapping mapping;
    private final Map<Long, Integer> surplus = new HashMap<>();
    private long sourceRows;
    private long targetRows;

    RowMultiset(TableMapping mapping) {
        this.mapping = mapping;
    }

    void addSource(Row row) {
        sourceRows++;
        add(row, 1);
    }

    void addTarget(Row row) {
        targetRows++;
        add(row, -1);
    }

    private void add(Row row, int count) {
        surplus.merge(hash(row), count, (a, b) -> a + b == 0 ? null : a + b);
    }

    private long hash(Row row) {
        List<@Nullable Object> values = new ArrayList<>();
        for (ColumnMapping column : mapping.written()) {
            values.add(ComparableForm.of(column.source().type(), row.get(column.ordinal())));
        }
        long hash = 1125899906842597L;
        for (Object value : values) {
            String text = value instanceof ByteBuffer binary ? HexFormat.of().formatHex(bytes(binary)) : value + "";
            for (int i = 0; i < text.length(); i++) {
                hash = 31 * hash + text.charAt(i);
            }
            hash = hash * 0x9E3779B97F4A7C15L + 7;
        }
        return hash;
    }

    private static byte[] bytes(ByteBuffer binary) {
        byte[] bytes = new byte[binary.remaining()];
        binary.duplicate().get(bytes);
        return bytes;
    }

    ComparisonResult result() {
        long differing = surplus.values().stream().mapToLong(Math::abs).sum();
        return new ComparisonResult(mapping.source().id(), sourceRows, targetRows, differing, List.of());
    }
}
