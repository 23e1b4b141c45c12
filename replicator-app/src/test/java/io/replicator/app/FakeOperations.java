package io.replicator.app;

import io.replicator.app.config.Configuration;
import io.replicator.change.TableId;
import io.replicator.dialect.Finding;
import io.replicator.error.ReplicationException;
import io.replicator.pipeline.plan.Plan;
import io.replicator.progress.PipelineState;
import io.replicator.progress.Progress;
import io.replicator.progress.Verification;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Answers as told; its pipeline does what {@code running} does. */
final class FakeOperations implements Operations {
    List<Finding> findings = List.of();
    List<String> dropped = List.of();
    Plan plan = new Plan(List.of(), List.of());
    Supplier<Optional<String>> verifying = () -> Optional.of("not told to");
    Optional<Verification> compared = Optional.empty();
    Optional<CheckpointView> checkpoint = Optional.empty();
    Optional<ReplicationException> checkpointFailure = Optional.empty();
    Consumer<Progress> running = progress -> progress.enter(PipelineState.STOPPED, "stopped as asked");

    @Override
    public Daemon pipeline(Configuration configuration, Progress progress) {
        return new Daemon() {
            @Override
            public void run() {
                running.accept(progress);
            }

            @Override
            public boolean stop(Duration patience) {
                return true;
            }

            @Override
            public void copyAgain(TableId table) {}

            @Override
            public void pause() {}

            @Override
            public void resume() {}

            @Override
            public Optional<String> verify() {
                return verifying.get();
            }

            @Override
            public void stop() {}
        };
    }

    @Override
    public List<Finding> check(Configuration configuration) {
        return findings;
    }

    @Override
    public Plan plan(Configuration configuration, boolean data) {
        return plan;
    }

    @Override
    public List<String> drop(Configuration configuration) {
        return dropped;
    }

    @Override
    public Verification compare(Configuration configuration) {
        return compared.orElseThrow();
    }

    @Override
    public Optional<CheckpointView> checkpoint(Configuration configuration) {
        checkpointFailure.ifPresent(failure -> {
            throw failure;
        });
        return checkpoint;
    }
}
