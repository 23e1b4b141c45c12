package io.replicator.snapshot;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of a running snapshot. Unless the copy is complete, closing this breaks them all off, so that whoever
 * waits for one of them gets an error at once. Any thread may call it.
 */
final class OpenConnections implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenConnections.class);
    private static final Executor AT_ONCE = Runnable::run;

    private final List<Connection> connections = new ArrayList<>();
    private boolean complete;
    private boolean aborted;

    synchronized void add(Connection connection) {
        connections.add(connection);
        if (aborted) {
            abort(connection);
        }
    }

    /** Whether failures are only the echo of an earlier one. */
    synchronized boolean isAborted() {
        return aborted;
    }

    synchronized void complete() {
        complete = true;
    }

    @Override
    public synchronized void close() {
        if (!complete) {
            aborted = true;
            connections.forEach(OpenConnections::abort);
        }
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(AT_ONCE);
        } catch (SQLException e) {
            LOG.debug("A connection of the snapshot was already gone", e);
        }
    }
}
