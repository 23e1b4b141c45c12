package io.replicator.app;

import io.replicator.app.config.Configuration;
import io.replicator.app.http.Control;
import io.replicator.dialect.Finding;
import io.replicator.pipeline.plan.Plan;
import io.replicator.progress.Progress;
import io.replicator.progress.Verification;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the commands ask of the core; {@link Assembly} is the real one. */
interface Operations {
    Daemon pipeline(Configuration configuration, Progress progress);

    List<Finding> check(Configuration configuration);

    /** @param data whether to read the tables, too */
    Plan plan(Configuration configuration, boolean data);

    /** Removes what the pipeline made at the source. @return what that was, one text each */
    List<String> drop(Configuration configuration);

    /**
     * Compares every replicated table row by row while no daemon runs.
     *
     * @throws io.replicator.error.ReplicationException of kind CONFLICT if the source has moved on
     */
    Verification compare(Configuration configuration) throws InterruptedException;

    /** What the pipeline has stored, or empty if it never ran. */
    Optional<CheckpointView> checkpoint(Configuration configuration);

    /** A pipeline to be run. */
    interface Daemon extends Control {
        /** Replicates until {@link #stop}, or throws what ended it for good. */
        void run();

        /** Ends {@link #run} from another thread and waits for it. @return false if it takes longer */
        boolean stop(Duration patience) throws InterruptedException;
    }
}
