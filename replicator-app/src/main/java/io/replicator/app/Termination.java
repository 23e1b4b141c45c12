package io.replicator.app;

import io.replicator.app.Operations.Daemon;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes SIGTERM and SIGINT end the pipeline cleanly, with exit code 0. Its thread is the JVM's shutdown hook. */
final class Termination implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Termination.class);

    /** Kubernetes kills after 30 s, systemd after 90 s. */
    static final Duration PATIENCE = Duration.ofSeconds(25);

    private final Daemon daemon;
    private final Thread hook = new Thread(this::end, "termination");

    private Termination(Daemon daemon) {
        this.daemon = daemon;
    }

    static Termination ends(Daemon daemon) {
        Termination termination = new Termination(daemon);
        Runtime.getRuntime().addShutdownHook(termination.hook);
        return termination;
    }

    private void end() {
        LOG.info("Stopping");
        boolean stopped = false;
        try {
            stopped = daemon.stop(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!stopped) {
            LOG.warn(
                    "Not stopped after {} s; ending anyway, the next run goes on from the checkpoint",
                    PATIENCE.toSeconds());
        }
        // Without this the JVM would exit with 128 + signal.
        Runtime.getRuntime().halt(stopped ? 0 : 1);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // the hook waits for the pipeline, which has just ended
        }
    }
}
