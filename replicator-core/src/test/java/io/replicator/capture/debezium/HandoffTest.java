package io.replicator.capture.debezium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.replicator.change.ChangeEvent;
import io.replicator.change.ChangeEvent.TableTruncated;
import io.replicator.change.TableId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class HandoffTest {
    private static final long CAPACITY = 100;

    private final Handoff handoff = new Handoff(CAPACITY);

    @Test
    void deliversInOrderAllThatIsThere() throws InterruptedException {
        handoff.put(List.of(event("a"), event("b")), 1);
        handoff.put(List.of(event("c")), 1);

        assertThat(handoff.take(0)).containsExactly(event("a"), event("b"), event("c"));
        assertThat(handoff.take(1)).isNull();
    }

    @Test
    void aSignOfLifeIsAnEmptyListOnce() throws InterruptedException {
        handoff.idle();

        assertThat(handoff.take(0)).isEmpty();
        assertThat(handoff.take(0)).isNull();
    }

    @Test
    void whatCameBeforeAFailureIsDeliveredFirst() throws InterruptedException {
        handoff.put(List.of(event("a")), 1);
        handoff.fail(new IllegalStateException("first"));
        handoff.fail(new IllegalStateException("second"));

        assertThat(handoff.take(0)).containsExactly(event("a"));
        assertThatThrownBy(() -> handoff.take(0)).hasRootCauseMessage("first");
    }

    @Test
    void theReaderWaitsWhileTheCapacityIsUsedUp() throws InterruptedException {
        handoff.put(List.of(event("a")), 10 * CAPACITY);
        Thread reader = start(() -> handoff.put(List.of(event("b")), 1));
        await().until(() -> reader.getState() == Thread.State.WAITING);

        assertThat(handoff.take(0)).containsExactly(event("a"));
        reader.join();
        assertThat(handoff.take(0)).containsExactly(event("b"));
    }

    @Test
    void closingLetsTheReaderGo() throws InterruptedException {
        handoff.put(List.of(event("a")), CAPACITY);
        Thread reader = start(() -> handoff.put(List.of(event("b")), 1));
        handoff.close();
        reader.join();

        assertThat(handoff.take(0)).isNull();
    }

    private interface Action {
        void run() throws InterruptedException;
    }

    private static Thread start(Action action) {
        Thread thread = new Thread(() -> {
            try {
                action.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        return thread;
    }

    private static ChangeEvent event(String table) {
        return new TableTruncated(new TableId("s", table));
    }
}
