package io.replicator.pipeline;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Tells the pipeline's thread to end what it does, for good, for a pause, or to begin anew. While it streams, that thread looks at the
 * signal itself; where it waits or copies it declares itself interruptible. Any thread may give the signal.
 */
final class StopSignal {
    private boolean forGood;
    private boolean paused;
    private boolean restarting;
    private long interruptions;
    private @Nullable Thread interruptible;

    synchronized void stop() {
        forGood = true;
        changed();
    }

    synchronized void pause() {
        paused = true;
        interruptions++;
        changed();
    }

    /** Ends what is being done, until {@link #begin}. */
    synchronized void restart() {
        restarting = true;
        interruptions++;
        changed();
    }

    synchronized void begin() {
        restarting = false;
    }

    synchronized void resume() {
        paused = false;
        notifyAll();
    }

    private void changed() {
        notifyAll();
        if (interruptible != null) {
            interruptible.interrupt();
        }
    }

    /** Whether replicating shall end, for good or not. */
    synchronized boolean isStopped() {
        return forGood || paused || restarting;
    }

    synchronized boolean isForGood() {
        return forGood;
    }

    /** How many pauses and restarts there were; one may be over before it is noticed. */
    synchronized long interruptions() {
        return interruptions;
    }

    synchronized boolean isPaused() {
        return paused && !forGood;
    }

    /** Waits until stopped for good, but no longer than this. @return whether stopped for good */
    synchronized boolean awaitStop(Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        for (long left = time.toMillis(); !forGood && left > 0; left = (deadline - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return forGood;
    }

    /** Waits while paused, but no longer than this. */
    synchronized void awaitResumption(Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        for (long left = time.toMillis(); isPaused() && left > 0; left = (deadline - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
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
