package io.replicator.capture;

import io.replicator.change.SourcePosition;

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

    /** Ends the stream and waits for its threads; delivers nothing afterwards. */
    @Override
    void close();
}
