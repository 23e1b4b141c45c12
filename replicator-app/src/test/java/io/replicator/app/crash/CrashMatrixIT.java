package io.replicator.app.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.replicator.app.status.StatusDocument;
import io.replicator.progress.PipelineState;
import io.replicator.progress.TableState;
import io.replicator.testkit.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills the replicator with SIGKILL at random instants, over whole lives of pipelines and under traffic. The system
 * property {@code replicator.crash.seed} repeats a run as far as time allows, {@code replicator.crash.kills} sets how many
 * kills there are at least; {@code replicator.pairs=all} adds a life for each of the other eight pairs of engines.
 */
class CrashMatrixIT {
    private static final Logger LOG = LoggerFactory.getLogger(CrashMatrixIT.class);
    private static final long SEED = Long.getLong("replicator.crash.seed", System.nanoTime());
    private static final int KILLS = Integer.getInteger("replicator.crash.kills", 40);

    /** One life of a pipeline. */
    private static final List<Moment> LIFE = List.of(
            Moment.STARTING,
            Moment.COPYING,
            Moment.COPYING,
            Moment.STARTING,
            Moment.COPYING,
            Moment.INDEXING,
            Moment.INDEXING,
            Moment.STREAMING,
            Moment.STARTING,
            Moment.STREAMING);

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Map<PipelineState, Integer> killed = new EnumMap<>(PipelineState.class);
    private int kills;

    @TempDir
    private Path folder;

    /** When to kill: some time after the status is seen to be so. */
    private enum Moment {
        STARTING(800),
        COPYING(700),
        INDEXING(250),
        STREAMING(1_500);

        private final int longestWait;

        Moment(int longestWait) {
            this.longestWait = longestWait;
        }

        boolean hasCome(StatusDocument status) {
            return switch (this) {
                case STARTING -> true;
                case COPYING -> status.state() == PipelineState.SNAPSHOTTING || isPast(status);
                case INDEXING ->
                    isPast(status) || status.tables().stream().anyMatch(table -> table.state() == TableState.INDEXING);
                case STREAMING -> status.state() == PipelineState.STREAMING;
            };
        }

        private static boolean isPast(StatusDocument status) {
            return status.state().isReady();
        }
    }

    static List<Arguments> pairs() {
        List<Arguments> pairs = new ArrayList<>();
        boolean all = "all".equals(System.getProperty("replicator.pairs"));
        for (Engine source : Engine.values()) {
            for (Engine target : Engine.values()) {
                boolean first = source == Engine.MYSQL && target == Engine.POSTGRESQL;
                if (first || all) {
                    pairs.add(arguments(source, target, first ? KILLS : LIFE.size()));
                }
            }
        }
        return pairs;
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void killedAtAnyInstantTheTargetIsAlwaysInAStateOfTheSource(Engine source, Engine target, int wanted)
            throws Exception {
        LOG.info("{} to {}, replicator.crash.seed={}", source, target, SEED);
        try {
            while (kills < wanted) {
                live(TestPipeline.between(TestServers.source(source), TestServers.target(target), folder));
            }
        } catch (AssertionError | Exception e) {
            throw new AssertionError("replicator.crash.seed=" + SEED + ", after kill " + kills, e);
        }
        LOG.info("{} kills: {}", kills, killed);
        assertThat(killed).containsKeys(PipelineState.SNAPSHOTTING, PipelineState.STREAMING);
    }

    private void live(TestPipeline pipeline) throws Exception {
        pipeline.with("snapshot", "{chunk_rows: 100, readers: 2}");
        Bank.create(pipeline);
        Auditor auditor = null;
        try (Bank bank = Bank.open(pipeline, random.nextLong())) {
            for (Moment moment : LIFE) {
                boolean consistent = killAt(moment, pipeline);
                if (auditor == null && consistent) {
                    auditor = Auditor.start(pipeline);
                }
                if (auditor != null) {
                    auditor.requireNoComplaint();
                }
            }
            finish(pipeline, bank, auditor);
        } finally {
            pipeline.release();
            if (auditor != null) {
                auditor.close();
            }
        }
    }

    /** @return whether the pipeline was seen streaming */
    private boolean killAt(Moment moment, TestPipeline pipeline) throws InterruptedException {
        try (ReplicatorProcess process = pipeline.start()) {
            process.await(moment.toString(), moment::hasCome);
            Thread.sleep(random.nextInt(moment.longestWait));
            PipelineState state = process.status().map(StatusDocument::state).orElse(PipelineState.CREATED);
            process.requireAlive();
            process.kill();
            kills++;
            killed.merge(state, 1, Integer::sum);
            LOG.info("kill {}: {} in {}", kills, moment, state);
            return state == PipelineState.STREAMING;
        }
    }

    private void finish(TestPipeline pipeline, Bank bank, Auditor auditor) throws Exception {
        try (ReplicatorProcess process = pipeline.start()) {
            process.await(PipelineState.STREAMING);
            bank.stop();
            pipeline.awaitCaughtUp(process);
            auditor.stop();
            auditor.requireNoComplaint();
            assertThat(process.terminate()).isZero();
        }
        pipeline.assertEqual();
        LOG.info("{} transactions, {} readings of the target, all equal", bank.transactions(), auditor.readings());
    }
}
