package io.replicator.app.http;

/** What the control API may do to a pipeline. Any thread may ask; each call returns at once. */
public interface Control {
    /** Ends replicating at a boundary of the source and stays the writer. */
    void pause();

    void resume();

    /** Ends the process's work, as SIGTERM does. */
    void stop();
}
