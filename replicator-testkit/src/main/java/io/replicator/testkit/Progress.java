package io.replicator.testkit;

import org.slf4j.LoggerFactory;

/** Hears one line of text per step that takes long. Called by the thread that starts a server. */
@FunctionalInterface
public interface Progress {

    /** Writes to the log. */
    Progress LOG = message -> LoggerFactory.getLogger(Progress.class).info("{}", message);

    void report(String message);
}
