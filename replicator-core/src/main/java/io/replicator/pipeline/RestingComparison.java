package io.replicator.pipeline;

import io.replicator.change.SourcePosition;
import io.replicator.checkpoint.Checkpoint;
import io.replicator.dialect.SnapshotView;
import io.replicator.dialect.SourceEngine;
import io.replicator.dialect.TargetEngine;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.progress.OngoingVerification;
import io.replicator.progress.Verification;
import io.replicator.typemapping.TableMapping;
import io.replicator.verify.Comparison;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Compares source and target while nothing replicates. That says something only if the target has all that the source
 * has, so it is refused otherwise. Used by one thread.
 */
public final class RestingComparison {
    private final Source source;
    private final Target target;
    private final Supplier<Optional<Checkpoint>> checkpoint;

    /** @param checkpoint reads what is stored now */
    public RestingComparison(Source source, Target target, Supplier<Optional<Checkpoint>> checkpoint) {
        this.source = source;
        this.target = target;
        this.checkpoint = checkpoint;
    }

    /**
     * @param atOnce how many tables
     * @throws ReplicationException of kind CONFLICT if the two sides are not comparable now
     */
    public Verification run(int atOnce, Clock clock) throws InterruptedException {
        OngoingVerification verification = new OngoingVerification(clock);
        SourcePosition reached = stored();
        List<Connection> targets = new ArrayList<>();
        try (SnapshotView view = source.engine().snapshot().open(source.endpoint(), atOnce, List.of())) {
            requireNothingBetween(reached, view);
            TargetEngine engine = openViews(targets, atOnce);
            requireUnmoved(reached);
            List<TableMapping> mappings =
                    List.copyOf(new Preflight(source, target).plan().mappings().values());
            FrozenSides sides = new FrozenSides(view, targets, new Streamed(engine, mappings));
            verification.comparing(
                    reached,
                    mappings.stream().map(mapping -> mapping.source().id()).toList());
            new Comparison(source.engine(), engine, verification).run(sides.pairs(), mappings);
            verification.end();
            return verification.status();
        } catch (SQLException e) {
            throw new ReplicationException(
                    target.engine().classify(e), "Opening a view of the target failed: " + e.getMessage(), e);
        } finally {
            FrozenSides.abort(targets);
        }
    }

    private SourcePosition stored() {
        Checkpoint found = checkpoint.get().orElseThrow(() -> notComparable("this pipeline never ran"));
        if (!found.snapshotComplete()) {
            throw notComparable("the initial copy is not complete");
        }
        return found.position();
    }

    private void requireNothingBetween(SourcePosition reached, SnapshotView view) {
        SourceEngine engine = source.engine();
        try (Connection connection = engine.connect(source.endpoint())) {
            boolean exact = engine.compare(view.position(), view.settledAt()) == 0;
            if (!exact || engine.mayHaveChanges(connection, reached, view.position())) {
                throw notComparable(
                        "the source is at " + view.position() + ", the target has what was there at " + reached);
            }
        } catch (SQLException e) {
            throw new ReplicationException(
                    engine.classify(e), "Looking for changes after the checkpoint failed: " + e.getMessage(), e);
        }
    }

    private TargetEngine openViews(List<Connection> targets, int count) throws SQLException {
        for (int i = 0; i < count; i++) {
            targets.add(target.engine().connect(target.endpoint()));
        }
        TargetEngine engine = target.engine().on(targets.get(0));
        targets.get(0).rollback();
        for (Connection connection : targets) {
            engine.beginView(connection);
        }
        return engine;
    }

    private void requireUnmoved(SourcePosition before) {
        if (source.engine().compare(stored(), before) != 0) {
            throw notComparable("a process is replicating");
        }
    }

    private static ReplicationException notComparable(String why) {
        return new ReplicationException(
                ErrorKind.CONFLICT,
                "Source and target cannot be compared at rest: " + why + ". A running daemon compares while it streams:"
                        + " start it, or reach it by http.port and http.token");
    }
}
