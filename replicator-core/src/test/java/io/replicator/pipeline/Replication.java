package io.replicator.pipeline;

import io.replicator.apply.ApplySettings;
import io.replicator.change.TableId;
import io.replicator.checkpoint.Checkpoint;
import io.replicator.checkpoint.CheckpointStore;
import io.replicator.checkpoint.FileCheckpointStore;
import io.replicator.checkpoint.TableCheckpointStore;
import io.replicator.dialect.SnapshotView;
import io.replicator.dialect.SourceEngine;
import io.replicator.error.ReplicationException;
import io.replicator.pipeline.ddl.DdlPolicies;
import io.replicator.pipeline.plan.Names;
import io.replicator.pipeline.plan.PlanChoices;
import io.replicator.pipeline.plan.PlanSettings;
import io.replicator.progress.ComparisonResult;
import io.replicator.progress.Event;
import io.replicator.progress.Figures;
import io.replicator.progress.PipelineState;
import io.replicator.progress.PipelineStatus;
import io.replicator.progress.Progress;
import io.replicator.progress.Verification;
import io.replicator.snapshot.SnapshotSettings;
import io.replicator.testkit.DatabaseServer;
import io.replicator.typemapping.TableMapping;
import io.replicator.typemapping.ValuePolicies;
import io.replicator.verify.TableComparison;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** A pipeline from one database to another, run inside the test. */
final class Replication implements AutoCloseable {
    private final SourceSide source;
    private final TargetSide target;
    private final String database;
    private final Progress progress = new Progress("test", Clock.systemUTC());
    private TableSelection selection = TableSelection.ALL;
    private ValuePolicies values = ValuePolicies.REFUSE;
    private PlanChoices choices = PlanChoices.NONE;
    private DdlPolicies ddl = DdlPolicies.DEFAULT;
    private SnapshotSettings snapshot = new SnapshotSettings(2, 1 << 20, 100, 1000);
    private int batchRows = 1000;
    private boolean releasing;
    private Duration patience = Duration.ofMinutes(2);
    private @Nullable Path checkpointFile;
    private @Nullable Pipeline pipeline;
    private @Nullable CompletableFuture<Void> run;

    Replication(DatabaseServer source, TargetSide target, String database) {
        this.source = new SourceSide(source, database);
        this.target = target;
        this.database = database;
    }

    static Replication of(String database) {
        return to(TargetSide.postgreSql(), database);
    }

    /** @param database there must be one of this name on both sides */
    static Replication to(TargetSide target, String database) {
        return new Replication(ServerPair.mysql(), target, database);
    }

    Replication selecting(TableSelection tables) {
        selection = tables;
        return this;
    }

    Replication with(ValuePolicies policies) {
        values = policies;
        return this;
    }

    Replication with(PlanChoices chosen) {
        choices = chosen;
        return this;
    }

    Replication with(DdlPolicies policies) {
        ddl = policies;
        return this;
    }

    Replication with(SnapshotSettings settings) {
        snapshot = settings;
        return this;
    }

    Replication batching(int rows) {
        batchRows = rows;
        return this;
    }

    /** Closing also gives up what the pipeline has at the source, of which a server has a limited number. */
    Replication releasing() {
        releasing = true;
        return this;
    }

    /** How long to wait for whatever is waited for. */
    Replication within(Duration limit) {
        patience = limit;
        return this;
    }

    Replication checkpointIn(Path file) {
        checkpointFile = file;
        return this;
    }

    String database() {
        return database;
    }

    Connection source() throws SQLException {
        return source.connect();
    }

    Connection target() throws SQLException {
        return target.server().connect(database);
    }

    Replication start() {
        Pipeline started = new Pipeline(
                parts(), progress, new RetrySettings(Duration.ofMillis(200), Duration.ofSeconds(1), Optional.empty()));
        pipeline = started;
        CompletableFuture<Void> future = new CompletableFuture<>();
        run = future;
        Thread thread = new Thread(
                () -> {
                    try {
                        started.run();
                        future.complete(null);
                    } catch (RuntimeException e) {
                        future.completeExceptionally(e);
                    }
                },
                "pipeline");
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    SessionFactory parts() {
        return new SessionFactory(
                sourceParts(),
                targetParts(),
                this::store,
                progress,
                new SessionFactory.Limits(snapshot, new ApplySettings(batchRows, 4 << 20), Clock.systemUTC()));
    }

    Source sourceParts() {
        return source.parts(selection);
    }

    Target targetParts() {
        return new Target(
                target.engine(),
                target.endpoint(database),
                new PlanSettings(target.schema(database), Names.PRESERVE, values, choices),
                ddl);
    }

    private CheckpointStore store(Connection session) {
        String schema = target.schema(database);
        return checkpointFile == null
                ? new TableCheckpointStore("test", target.engine(), session, schema)
                : new FileCheckpointStore("test", target.engine(), session, schema, checkpointFile);
    }

    PipelineStatus status() {
        return progress.status();
    }

    Figures figures() {
        return progress.figures();
    }

    List<Event> events() {
        return progress.events();
    }

    Replication pause() {
        started().pause();
        return this;
    }

    Replication resume() {
        started().resume();
        return this;
    }

    Replication copyAgain(TableId table) {
        started().copyAgain(table);
        return this;
    }

    /** Compares while streaming. */
    Verification verify() {
        Optional<String> refusal = startVerification();
        if (refusal.isPresent()) {
            throw new AssertionError(refusal.get());
        }
        await("verified", () -> latestVerification().isOver());
        return latestVerification();
    }

    Optional<String> startVerification() {
        return started().verify();
    }

    private Verification latestVerification() {
        return Objects.requireNonNull(progress.verifications().latest());
    }

    /** Compares while nothing replicates. */
    Verification compareAtRest() throws Exception {
        return new RestingComparison(sourceParts(), targetParts(), this::checkpoint).run(2, Clock.systemUTC());
    }

    private Optional<Checkpoint> checkpoint() {
        TargetSide to = target;
        try (CheckpointStore store = store(to.engine().connect(to.endpoint(database)))) {
            return store.load();
        }
    }

    private Pipeline started() {
        return Objects.requireNonNull(pipeline, "not started");
    }

    Replication awaitStreaming() {
        return await(PipelineState.STREAMING);
    }

    Replication await(PipelineState state) {
        return await(state::equals);
    }

    Replication await(Predicate<PipelineState> wanted) {
        return await("there", () -> wanted.test(progress.state()));
    }

    /** Fails at once when the run fails. */
    Replication await(String what, BooleanSupplier condition) {
        try {
            Awaitility.await()
                    .atMost(patience)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        rethrowFailure();
                        return condition.getAsBoolean();
                    });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("not " + what + " but " + progress.status(), e);
        }
        return this;
    }

    /** The error that ends the run. */
    ReplicationException awaitFailure() {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> run != null && run.isCompletedExceptionally());
        try {
            run.join();
            throw new AssertionError("completed normally");
        } catch (CompletionException e) {
            return (ReplicationException) e.getCause();
        }
    }

    private void rethrowFailure() {
        if (run != null && run.isCompletedExceptionally()) {
            run.join();
        }
    }

    /** Waits until the target holds everything that the source has committed before this call. */
    Replication awaitCaughtUp() throws SQLException {
        SourceEngine engine = sourceParts().engine();
        try (Connection connection = engine.connect(sourceParts().endpoint())) {
            var end = engine.currentPosition(connection);
            Awaitility.await()
                    .atMost(patience)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        rethrowFailure();
                        var checkpoint = progress.status().checkpoint();
                        return checkpoint != null && engine.compare(checkpoint, end) >= 0;
                    });
        }
        return this;
    }

    /** Compares every table; the tests assert on the result. */
    List<ComparisonResult> compare() throws SQLException {
        Source from = sourceParts();
        Target to = targetParts();
        List<ComparisonResult> results = new ArrayList<>();
        try (SnapshotView view = from.engine().snapshot().open(from.endpoint(), 1, List.of());
                Connection there = to.engine().connect(to.endpoint())) {
            for (TableMapping mapping :
                    new Preflight(from, to).plan().mappings().values()) {
                results.add(new TableComparison(from.engine(), to.engine())
                        .compare(view.readers().get(0), there, mapping));
            }
        }
        return results;
    }

    void assertEqual() throws SQLException {
        for (ComparisonResult result : compare()) {
            if (!result.isEqual()) {
                throw new AssertionError("source and target differ: " + result);
            }
        }
    }

    void stop() throws InterruptedException {
        if (pipeline != null && !pipeline.stop(Duration.ofSeconds(30))) {
            throw new AssertionError("the pipeline did not stop");
        }
    }

    @Override
    public void close() {
        try {
            stop();
            if (releasing) {
                sourceParts().engine().release(sourceParts().endpoint());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the pipeline stopped", e);
        }
    }
}
