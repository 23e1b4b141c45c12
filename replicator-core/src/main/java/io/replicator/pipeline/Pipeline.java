package io.replicator.pipeline;

import io.replicator.change.TableId;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.error.RetryPolicy;
import io.replicator.progress.PipelineState;
import io.replicator.progress.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs sessions until told to stop: each starts from what is stored on the target, so whatever ended the one before it
 * needs no repair. The one place where errors lead to a retry. {@link #run} belongs to one thread, everything else may be
 * called from any.
 */
public final class Pipeline {
    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

    private final SessionFactory sessions;
    private final Progress progress;
    private final RetrySettings retry;
    private final Verifier verifier;
    private final StopSignal stop = new StopSignal();
    private final Queue<TableId> copyAgain = new ConcurrentLinkedQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    /** Whether a session of this process had reached source and target. Of the pipeline's thread. */
    private boolean hasOpened;

    public Pipeline(SessionFactory sessions, Progress progress, RetrySettings retry) {
        this.sessions = sessions;
        this.progress = progress;
        this.retry = retry;
        this.verifier = new Verifier(sessions);
    }

    /**
     * Replicates until {@link #stop}.
     *
     * @throws ReplicationException that ended it for good
     */
    public void run() {
        Backoff backoff = new Backoff(
                retry, RandomGenerator.getDefault(), sessions.limits().clock());
        try {
            while (!stop.isForGood()) {
                runSession(backoff);
            }
            progress.enter(PipelineState.STOPPED, "stopped as asked");
        } catch (InterruptedException e) {
            progress.enter(PipelineState.STOPPED, "stopped as asked");
        } catch (ReplicationException e) {
            progress.failed(e.kind(), e.explained());
            throw e;
        } finally {
            verifier.close();
            ended.countDown();
        }
    }

    private void runSession(Backoff backoff) throws InterruptedException {
        Session session =
                sessions.create(new SessionControl(stop, copyAgain, backoff::succeeded, verifier.standstills()));
        try {
            session.run();
        } catch (ReplicationException e) {
            if (stop.isForGood()) {
                LOG.info("Stopped in the middle of something: {}", e.getMessage());
            } else {
                retryOrThrow(outOfMemory(e).orElse(e), session.hasOpened(), backoff);
            }
        } catch (OutOfMemoryError e) {
            throw ReplicationException.outOfMemory(e);
        }
    }

    /** A lack of memory comes back with the next session. */
    private static Optional<ReplicationException> outOfMemory(Throwable failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return Optional.of(ReplicationException.outOfMemory(cause));
            }
        }
        return Optional.empty();
    }

    private void retryOrThrow(ReplicationException error, boolean opened, Backoff backoff) throws InterruptedException {
        hasOpened |= opened;
        // A password that was right is being changed: first on the server, a moment later in its file.
        boolean rotating = hasOpened && error.kind() == ErrorKind.AUTHENTICATION;
        boolean hopeless = (error.kind().policy() == RetryPolicy.STOP && !rotating)
                || (!opened
                        && error.kind() == ErrorKind.CONNECTION
                        && progress.status().retries() == 0)
                || backoff.isExhausted();
        if (hopeless) {
            throw error;
        }
        Duration wait = backoff.next();
        LOG.warn("{} Trying again in {} ms.", error.explained(), wait.toMillis());
        LOG.debug("Session ended", error);
        progress.retrying(error.kind(), error.explained());
        progress.enter(PipelineState.PREPARING, "waiting to try again after: " + error.getMessage());
        stop.awaitStop(wait);
    }

    /**
     * Ends replicating as soon as nothing is half done, and stays the writer. Nothing of it is stored: a process that is
     * started later replicates.
     */
    public void pause() {
        stop.pause();
    }

    /** Goes on after {@link #pause}. */
    public void resume() {
        stop.resume();
    }

    /**
     * Empties a table on the target and copies it once more, while the others wait. Where that could not be right, a note
     * among the events says why, and nothing is done.
     *
     * @param table of the source
     */
    public void copyAgain(TableId table) {
        copyAgain.add(table);
        // In this order: from here on no comparison can begin before the session that empties the table.
        stop.restart();
        verifier.breakOff();
    }

    /**
     * Begins to compare source and target at one position, while replication goes on; {@link Progress#verifications} tells
     * what comes of it.
     *
     * @return why it cannot begin, or empty if it began
     */
    public Optional<String> verify() {
        return verifier.start();
    }

    /** Ends {@link #run} as soon as nothing is half done. */
    public void requestStop() {
        stop.stop();
    }

    /** Ends {@link #run} as soon as nothing is half done, and waits for it. @return false if it takes longer */
    public boolean stop(Duration patience) throws InterruptedException {
        requestStop();
        return ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
