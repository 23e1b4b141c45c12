package io.replicator.verify;

import io.replicator.change.Row;
import io.replicator.typemapping.ColumnMapping;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some values of a row in the form in which both sides spell them alike. */
record ComparableRow(List<@Nullable Object> values) {

    static ComparableRow of(List<ColumnMapping> columns, Row row) {
        List<@Nullable Object> values = new ArrayList<>(columns.size());
        for (ColumnMapping column : columns) {
            values.add(ComparableForm.of(column.source().type(), row.get(column.ordinal())));
        }
        return new ComparableRow(values);
    }

    /** Spread over all 64 bits. */
    long hash() {
        long hash = 1125899906842597L;
        for (Object value : values) {
            String text = text(value);
            for (int i = 0; i < text.length(); i++) {
                hash = 31 * hash + text.charAt(i);
            }
            hash = mixed(hash + 7);
        }
        return hash;
    }

    /** The last step of SplitMix64. */
    private static long mixed(long bits) {
        long once = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        long twice = (once ^ (once >>> 27)) * 0x94D049BB133111EBL;
        return twice ^ (twice >>> 31);
    }

    private static String text(@Nullable Object value) {
        if (value instanceof ByteBuffer binary) {
            byte[] bytes = new byte[binary.remaining()];
            binary.duplicate().get(bytes);
            return HexFormat.of().formatHex(bytes);
        }
        return String.valueOf(value);
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
