package io.replicator.pipeline;

import io.replicator.error.ReplicationException;
import io.replicator.progress.OngoingVerification;
import io.replicator.progress.PipelineState;
import io.replicator.progress.Progress;
import io.replicator.progress.Verification;
import io.replicator.verify.Comparison;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares source and target while the pipeline streams, one comparison at a time, each on a thread of its own. Once both
 * sides are open, what becomes of the session does not matter to it. Any thread.
 */
final class Verifier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Verifier.class);

    private final SessionFactory parts;
    private final Progress progress;
    private final Standstills standstills = new Standstills();
    private @Nullable FrozenSides open;
    private boolean closed;
    /** How often what was under way was broken off; one that is only opening has nothing to close yet. */
    private long breaks;

    Verifier(SessionFactory parts) {
        this.parts = parts;
        this.progress = parts.progress();
    }

    Standstills standstills() {
        return standstills;
    }

    /** Begins one. @return why not, or empty if it began */
    Optional<String> start() {
        PipelineState state = progress.state();
        if (state != PipelineState.STREAMING) {
            return Optional.of(
                    "the pipeline is " + state + "; source and target can be compared while it is STREAMING");
        }
        Optional<OngoingVerification> begun =
                progress.verifications().begin(parts.limits().clock());
        if (begun.isEmpty()) {
            return Optional.of("a verification is under way");
        }
        long before = breaks();
        Thread thread = new Thread(() -> run(begun.get(), before), "verification");
        thread.setDaemon(true);
        thread.start();
        return Optional.empty();
    }

    private synchronized long breaks() {
        return breaks;
    }

    /** @param before breaks when it was asked for */
    private void run(OngoingVerification verification, long before) {
        progress.note("verification began");
        try (FrozenSides sides = new Freezing(parts, standstills).open()) {
            keep(sides, before);
            verification.comparing(
                    sides.position(),
                    sides.streamed().mappings().stream()
                            .map(mapping -> mapping.source().id())
                            .toList());
            new Comparison(parts.source().engine(), sides.streamed().engine(), verification)
                    .run(sides.pairs(), sides.streamed().mappings());
            verification.end();
        } catch (ReplicationException e) {
            verification.fail(e.explained());
        } catch (InterruptedException | RuntimeException e) {
            LOG.warn("The verification ended by a defect", e);
            verification.fail(String.valueOf(e));
        } finally {
            forget();
        }
        progress.note(summary(verification.status()));
    }

    private static String summary(Verification over) {
        return "verification: " + over.state() + ", " + over.rows() + " rows in "
                + over.tables().size() + " tables, "
                + over.discrepancies() + " discrepancies"
                + (over.error() == null ? "" : ": " + over.error());
    }

    private synchronized void keep(FrozenSides sides, long before) {
        open = sides;
        if (closed || breaks != before) {
            sides.close();
        }
    }

    private synchronized void forget() {
        open = null;
    }

    /** Ends what is under way without a result: emptying a table is seen by older views, too. */
    synchronized void breakOff() {
        breaks++;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        breakOff();
    }
}
