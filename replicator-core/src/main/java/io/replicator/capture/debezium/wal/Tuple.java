package io.replicator.capture.debezium.wal;

import io.replicator.change.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of a row as they are sent.
 *
 * @param values a {@code byte[]} with the server's text, {@code null}, or {@link Row#UNKNOWN} for an unchanged large value
 */
record Tuple(Extent extent, List<@Nullable Object> values) {
    enum Extent {
        /** Nothing was sent. */
        ABSENT,
        /** Only the columns of the replica identity mean something. */
        KEY,
        WHOLE
    }

    static final Tuple NONE = new Tuple(Extent.ABSENT, List.of());
}
