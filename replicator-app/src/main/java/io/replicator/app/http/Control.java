package io.replicator.app.http;

import io.replicator.change.TableId;
import java.util.Optional;

/** What the control API may do to a pipeline. Any thread may ask; each call returns at once. */
public interface Control {
    /** Ends replicating at a boundary of the source and stays the writer. */
    void pause();

    void resume();

    /** Copies a table of the source once more. Whether that is refused, the events tell. */
    void copyAgain(TableId table);

    /** Begins to compare source and target while replication goes on. @return why not, or empty if it began */
    Optional<String> verify();

    /** Ends the process's work, as SIGTERM does. */
    void stop();
}
