package io.replicator.capture;

import io.replicator.change.ChangeEvent.SchemaChanged;
import io.replicator.change.SourcePosition;
import io.replicator.schema.Table;
import java.util.List;

/**
 * A running stream of change events from one position on. Single use: after a failure or {@link #close} a new one is
 * made. {@link #acknowledge} and {@link #close} may be called from any thread.
 */
public interface ChangeSource extends AutoCloseable {
    /**
     * Starts to deliver to the sink from a thread of its own; returns without waiting for the first event.
     *
     * @throws io.replicator.error.ReplicationException if the stream cannot be opened
     */
    void start(SourcePosition from, ChangeSink sink);

    /** Tells the source that the target has committed everything up to here, so that it may forget it. */
    void acknowledge(SourcePosition position);

    /**
     * What changes of structure that this stream told make of their tables, other tables that they concern included. May be
     * called after {@link #close}.
     *
     * @param changes of one statement, or one announced change
     * @param catalog the source's tables as they are now, which may be ahead of the log
     */
    List<Redefinition> redefinitions(List<SchemaChanged> changes, List<Table> catalog);

    /** Ends the stream and waits for its threads; delivers nothing afterwards. */
    @Override
    void close();
}
