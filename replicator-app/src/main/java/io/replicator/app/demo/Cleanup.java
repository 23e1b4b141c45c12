package io.replicator.app.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes everything the demo has opened, last first and once only: at its end, or on Ctrl-C from the JVM's shutdown
 * hook. Any thread.
 */
final class Cleanup implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Cleanup.class);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private boolean closed;

    Cleanup() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "cleanup"));
    }

    /** Hands over what is to be closed; if all is closed already, this is too, at once. */
    <T extends AutoCloseable> T add(T resource) {
        synchronized (this) {
            if (!closed) {
                open.push(resource);
                return resource;
            }
        }
        close(resource);
        throw DemoFailure.because("The demo was interrupted");
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Keeps its lock to the end, so that the JVM does not end before everything is gone. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!open.isEmpty()) {
            close(open.pop());
        }
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.warn("Cleaning up after the demo: {}", e.getMessage());
            LOG.debug("Cleaning up failed", e);
        }
    }
}
