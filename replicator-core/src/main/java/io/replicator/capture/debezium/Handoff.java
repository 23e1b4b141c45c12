package io.replicator.capture.debezium;

import io.replicator.change.ChangeEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Hands events from the thread that reads the log to the one that delivers them. It bounds the bytes in between, delivers
 * at once what is there, and lets both sides go when it is closed.
 */
final class Handoff {
    private static final long LARGEST_BATCH_BYTES = 4L << 20;

    private final long capacityBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private long bytes;
    private boolean alive;
    private boolean closed;
    private @Nullable Throwable failure;

    private record Chunk(List<ChangeEvent> events, long bytes) {}

    /** @param capacityBytes at which the reader waits; one chunk may exceed it */
    Handoff(long capacityBytes) {
        this.capacityBytes = capacityBytes;
    }

    /** Waits while the capacity is used up. @throws InterruptedException also when closed */
    void put(List<ChangeEvent> events, long size) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (isFull()) {
                changed.await();
            }
            add(events, size);
        } finally {
            lock.unlock();
        }
    }

    /** The same for some time. @return whether the events were taken */
    boolean offer(List<ChangeEvent> events, long size, long timeoutMillis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
            while (isFull() && left > 0) {
                left = changed.awaitNanos(left);
            }
            boolean taken = !isFull();
            if (taken) {
                add(events, size);
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private boolean isFull() {
        return bytes >= capacityBytes && !closed;
    }

    private void add(List<ChangeEvent> events, long size) throws InterruptedException {
        if (closed) {
            throw new InterruptedException("the stream is closed");
        }
        chunks.add(new Chunk(events, size));
        bytes += size;
        changed.signalAll();
    }

    /** The source is alive and has nothing new. */
    void idle() {
        lock.lock();
        try {
            alive = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing follows what was put; the first failure counts. */
    void fail(Throwable cause) {
        lock.lock();
        try {
            if (failure == null) {
                failure = cause;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            chunks.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * What was put since, or an empty list as a sign of life; {@code null} if there was neither for some time.
     *
     * @throws StreamBrokenException when all that was put before a failure has been taken
     */
    @Nullable
    List<ChangeEvent> take(long timeoutMillis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
            while (chunks.isEmpty() && failure == null && !alive && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (chunks.isEmpty() && failure != null) {
                throw new StreamBrokenException(failure);
            }
            boolean wasAlive = alive;
            alive = false;
            return chunks.isEmpty() && !wasAlive ? null : drain();
        } finally {
            lock.unlock();
        }
    }

    private List<ChangeEvent> drain() {
        List<ChangeEvent> events = new ArrayList<>();
        long taken = 0;
        while (!chunks.isEmpty() && taken < LARGEST_BATCH_BYTES) {
            Chunk chunk = chunks.remove();
            events.addAll(chunk.events());
            taken += chunk.bytes();
        }
        bytes -= taken;
        changed.signalAll();
        return events;
    }

    /** Carries the failure through the engine, which must not retry. */
    static final class StreamBrokenException extends org.apache.kafka.connect.errors.ConnectException {
        private static final long serialVersionUID = 1L;

        StreamBrokenException(Throwable cause) {
            super("the change stream broke off", cause);
        }
    }
}
