package io.replicator.app.demo;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a counter has grown lately. One thread. */
final class Rate {
    private final Deque<Reading> readings = new ArrayDeque<>();
    private final long windowNanos;

    private record Reading(long nanos, long count) {}

    Rate(Duration window) {
        this.windowNanos = window.toNanos();
    }

    /** A counter that falls was started anew. */
    void add(long count) {
        long now = System.nanoTime();
        if (!readings.isEmpty() && readings.getLast().count > count) {
            readings.clear();
        }
        readings.add(new Reading(now, count));
        while (now - readings.getFirst().nanos > windowNanos) {
            readings.removeFirst();
        }
    }

    long perSecond() {
        if (readings.size() < 2) {
            return 0;
        }
        Reading first = readings.getFirst();
        Reading last = readings.getLast();
        return (last.count - first.count) * 1_000_000_000L / Math.max(1, last.nanos - first.nanos);
    }
}
