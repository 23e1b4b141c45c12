package io.replicator.capture.debezium.binlog;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the value of one column, which is not NULL, in canonical form. */
@FunctionalInterface
interface ColumnReader {
    /** @return {@code null} only for a column of an unsupported type */
    @Nullable
    Object read(EventBytes in) throws IOException;
}
