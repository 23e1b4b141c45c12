package io.replicator.pipeline;

import io.replicator.capture.ChangeSink;
import io.replicator.change.ChangeEvent;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Between the capturing thread, which puts, and the applying thread, which takes. Holds two lists of events, so that one
 * is decoded while another is applied; a full queue holds the source back.
 */
final class EventQueue implements ChangeSink {
    private static final int LISTS = 2;

    private final BlockingQueue<List<ChangeEvent>> lists = new ArrayBlockingQueue<>(LISTS);
    private final Clock clock;
    private final Duration silenceLimit;
    private volatile Instant lastSign;
    private volatile @Nullable ReplicationException failure;

    EventQueue(Clock clock, Duration silenceLimit) {
        this.clock = clock;
        this.silenceLimit = silenceLimit;
        this.lastSign = clock.instant();
    }

    @Override
    public void accept(List<ChangeEvent> events) throws InterruptedException {
        lastSign = clock.instant();
        lists.put(events);
        lastSign = clock.instant();
    }

    @Override
    public void idle() {
        lastSign = clock.instant();
    }

    @Override
    public void failed(ReplicationException error) {
        failure = error;
    }

    /** When the source last sent something, if only that it has nothing new. */
    Instant lastSign() {
        return lastSign;
    }

    /** The full share, from 0 to 1. May be asked by any thread. */
    double fill() {
        return (double) lists.size() / LISTS;
    }

    boolean isEmpty() {
        return lists.isEmpty();
    }

    /**
     * The next events, or an empty list if there are none for a while.
     *
     * @throws ReplicationException once the stream has broken off and everything before is taken, or if it is silent
     */
    List<ChangeEvent> poll(Duration time) throws InterruptedException {
        List<ChangeEvent> events = lists.poll(time.toMillis(), TimeUnit.MILLISECONDS);
        if (events != null) {
            return events;
        }
        ReplicationException broken = failure;
        if (broken != null && lists.isEmpty()) {
            throw new ReplicationException(broken.kind(), String.valueOf(broken.getMessage()), broken);
        }
        Duration silence = Duration.between(lastSign, clock.instant());
        if (broken == null && silence.compareTo(silenceLimit) > 0) {
            throw new ReplicationException(
                    ErrorKind.CAPTURE,
                    "The source has been silent for " + silence.toSeconds() + " s; its connection seems dead");
        }
        return List.of();
    }
}
