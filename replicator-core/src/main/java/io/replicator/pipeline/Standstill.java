package io.replicator.pipeline;

import io.replicator.change.SourcePosition;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Brings the target to one exact position while another thread looks at it. The applying thread stands still and says so;
 * the other one names a position, which is not before it as nothing was applied meanwhile; the applying thread goes on
 * exactly to there, and stands still until the other one has opened its view. Its patience is short, so that a slow source
 * or target delays replication by seconds only. Whoever closes it first ends it for both.
 */
final class Standstill implements AutoCloseable {
    private final Duration patience;
    private final CompletableFuture<Streamed> standing = new CompletableFuture<>();
    private final CompletableFuture<SourcePosition> goal = new CompletableFuture<>();
    private final CompletableFuture<Boolean> arrived = new CompletableFuture<>();
    private final CompletableFuture<Boolean> seen = new CompletableFuture<>();

    /** @param patience of the applying thread, each time */
    Standstill(Duration patience) {
        this.patience = patience;
    }

    /** Called by the applying thread. @return where to go on to, or empty if nobody says so in time */
    Optional<SourcePosition> stand(Streamed streamed) throws InterruptedException {
        standing.complete(streamed);
        return within(goal, patience);
    }

    /** Called by the applying thread, which may go on when this returns. */
    void arrive() throws InterruptedException {
        arrived.complete(true);
        within(seen, patience);
    }

    /** Called by the other thread. @return what is being streamed, or empty if the applying thread does not come to rest */
    Optional<Streamed> awaitStanding(Duration atMost) throws InterruptedException {
        return within(standing, atMost);
    }

    /** Called by the other thread. @return false if the applying thread has gone on, or has ended */
    boolean goOnTo(SourcePosition position, Duration atMost) throws InterruptedException {
        return goal.complete(position) && within(arrived, atMost).isPresent();
    }

    /** Called by the other thread when it has opened its view. @return false if the applying thread had gone on before */
    boolean release() {
        return seen.complete(true);
    }

    private static <T> Optional<T> within(CompletableFuture<T> answer, Duration atMost) throws InterruptedException {
        try {
            return Optional.of(answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | CancellationException tooLate) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        standing.cancel(false);
        goal.cancel(false);
        arrived.cancel(false);
        seen.cancel(false);
    }
}
