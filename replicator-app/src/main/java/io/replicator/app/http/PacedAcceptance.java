package io.replicator.app.http;

import java.nio.channels.SelectableChannel;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.io.SelectorManager;

/** Holds up the thread that accepts, which does nothing else; connections that come too fast wait in the kernel. */
final class PacedAcceptance implements SelectorManager.AcceptListener {
    private final Pace pace;

    PacedAcceptance(Pace pace) {
        this.pace = pace;
    }

    @Override
    public void onAccepting(SelectableChannel channel) {
        LockSupport.parkNanos(pace.take());
    }
}
