package io.replicator.capture;

import io.replicator.change.ChangeEvent;
import io.replicator.error.ReplicationException;
import java.util.List;

/** Takes what a {@link ChangeSource} reads, in log order, from one thread at a time. */
public interface ChangeSink {
    /** Takes events over; blocks while the applier is behind, which holds the source back. */
    void accept(List<ChangeEvent> events) throws InterruptedException;

    /** The source is alive and has nothing new; called at least every few seconds on an idle stream. */
    void idle();

    /** The stream broke off; nothing follows. */
    void failed(ReplicationException error);
}
