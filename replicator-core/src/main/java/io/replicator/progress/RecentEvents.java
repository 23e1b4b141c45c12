package io.replicator.progress;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last events; a pipeline that retries for days keeps no more. Guarded by its owner. */
final class RecentEvents {
    private static final int KEPT = 200;

    private final Deque<Event> events = new ArrayDeque<>();

    void add(Event event) {
        if (events.size() == KEPT) {
            events.removeFirst();
        }
        events.addLast(event);
    }

    List<Event> all() {
        return List.copyOf(events);
    }
}
