package io.replicator.snapshot;

import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the threads of one snapshot; none outlives {@link #close}. Owned by the thread that asked for the snapshot. */
final class CopyThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CopyThreads.class);
    private static final long STOP_SECONDS = 30;

    private final AtomicInteger count = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(this::thread);
    private final CompletionService<Void> running = new ExecutorCompletionService<>(threads);
    private int unfinished;

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "snapshot-" + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    void start(Runnable work) {
        running.submit(work, null);
        unfinished++;
    }

    /** Waits for all, or for the first that fails. */
    void await() throws InterruptedException, ExecutionException {
        while (unfinished > 0) {
            running.take().get();
            unfinished--;
        }
    }

    /** Waits although interrupted: what blocks the threads, their connections, is closed before. */
    @Override
    public void close() {
        threads.shutdownNow();
        boolean interrupted = false;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        while (!threads.isTerminated() && System.nanoTime() < deadline) {
            try {
                threads.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (!threads.isTerminated()) {
            LOG.warn("A thread of the snapshot did not end within {} s", STOP_SECONDS);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
