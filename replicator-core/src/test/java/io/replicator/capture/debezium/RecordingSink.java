package io.replicator.capture.debezium;

import static org.awaitility.Awaitility.await;

import io.replicator.capture.ChangeSink;
import io.replicator.change.ChangeEvent;
import io.replicator.change.ChangeEvent.TransactionCommitted;
import io.replicator.change.ChangeEvent.TransactionStarted;
import io.replicator.change.SourcePosition;
import io.replicator.error.ReplicationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps all that is delivered; can be told to block. */
final class RecordingSink implements ChangeSink {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<ChangeEvent> events = new ArrayList<>();
    private final AtomicInteger signsOfLife = new AtomicInteger();
    private final CountDownLatch blocked = new CountDownLatch(1);
    private volatile boolean blocking;
    private volatile @Nullable ReplicationException refusal;
    private volatile @Nullable ReplicationException failure;

    /** From now on nothing is taken. */
    void block() {
        blocking = true;
    }

    void throwing(ReplicationException reason) {
        refusal = reason;
    }

    void awaitBlocked() throws InterruptedException {
        blocked.await();
    }

    @Override
    public void accept(List<ChangeEvent> delivered) throws InterruptedException {
        if (blocking) {
            blocked.countDown();
            Thread.sleep(Long.MAX_VALUE);
        }
        if (refusal != null) {
            throw refusal;
        }
        synchronized (events) {
            events.addAll(delivered);
        }
    }

    @Override
    public void idle() {
        signsOfLife.incrementAndGet();
    }

    @Override
    public void failed(ReplicationException error) {
        failure = error;
    }

    List<ChangeEvent> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    /** All but the bounds of transactions. */
    List<ChangeEvent> changes() {
        return events().stream()
                .filter(event -> !(event instanceof TransactionStarted || event instanceof TransactionCommitted))
                .toList();
    }

    List<SourcePosition> committedPositions() {
        return events().stream()
                .filter(TransactionCommitted.class::isInstance)
                .map(event -> ((TransactionCommitted) event).position())
                .toList();
    }

    int signsOfLife() {
        return signsOfLife.get();
    }

    @Nullable
    ReplicationException failure() {
        return failure;
    }

    ReplicationException awaitFailure() {
        await().atMost(PATIENCE).until(() -> failure != null);
        return failure;
    }

    /** Waits until an event is there; fails at once if the stream breaks off. */
    void awaitEvent(Predicate<ChangeEvent> wanted) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            if (failure != null) {
                throw failure;
            }
            return events().stream().anyMatch(wanted);
        });
    }
}
