package io.replicator.dialect;

import io.replicator.change.SourcePosition;
import java.sql.Connection;
import java.util.List;

/** One consistent state of the source, held by open read transactions. Owned by the snapshot's coordinator. */
public interface SnapshotView extends AutoCloseable {
    /** Where streaming continues from this state. */
    SourcePosition position();

    /**
     * The end of the stretch of log that overlaps with what the readers see: once the changes from {@link #position} up
     * to here are applied, the tables are in a state the source had. The same as {@link #position} if the view is exact.
     */
    default SourcePosition settledAt() {
        return position();
    }

    /** How the position was obtained, for the log. */
    String description();

    /** One connection per reader; each is used by one thread at a time. */
    List<Connection> readers();

    @Override
    void close();
}
