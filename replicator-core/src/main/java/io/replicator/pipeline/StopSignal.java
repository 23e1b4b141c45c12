package io.replicator.pipeline;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells the pipeline's thread to end. While it streams, that thread looks at the signal itself; where it waits or copies
 * it declares itself interruptible.
 */
final class StopSignal {
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread interruptible;

    synchronized void stop() {
        stopped.countDown();
        if (interruptible != null) {
            interruptible.interrupt();
        }
    }

    boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Waits. @return true if stopped in the meantime */
    boolean await(Duration time) throws InterruptedException {
        return stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    interface InterruptibleStep {
        void run() throws InterruptedException;
    }

    /** Runs a step that ends with an {@link InterruptedException} when the signal comes. */
    void interrupting(InterruptibleStep step) throws InterruptedException {
        synchronized (this) {
            if (isStopped()) {
                throw new InterruptedException("stopped");
            }
            interruptible = Thread.currentThread();
        }
        try {
            step.run();
        } finally {
            synchronized (this) {
                interruptible = null;
            }
        }
    }
}
