package io.replicator.pipeline;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.replicator.progress.PipelineState;
import io.replicator.snapshot.SnapshotSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Random transactions over every kind of key and reference, with MySQL as the judge of what they lead to. The system
 * property {@code replicator.random.seed} repeats a run, {@code replicator.random.transactions} makes it longer.
 */
class RandomTransactionsIT {
    private static final Logger LOG = LoggerFactory.getLogger(RandomTransactionsIT.class);
    private static final long SEED = Long.getLong("replicator.random.seed", System.nanoTime());
    private static final int TRANSACTIONS = Integer.getInteger("replicator.random.transactions", 1_200);
    private static final int ROUND = 200;

    static List<Arguments> targetsAndBatchSizes() {
        return List.of(
                arguments(TargetSide.postgreSql(), 1),
                arguments(TargetSide.postgreSql(), 7),
                arguments(TargetSide.postgreSql(), 1000),
                arguments(TargetSide.mySql(), 7),
                arguments(TargetSide.mySql(), 1000),
                arguments(TargetSide.mariaDb(), 1000));
    }

    @ParameterizedTest
    @MethodSource("targetsAndBatchSizes")
    @DisplayName("random transactions leave target and source equal, at this batch size")
    void randomTransactionsLeaveTargetAndSourceEqual(TargetSide target, int batchRows) throws Exception {
        String database = ServerPair.newDatabase(target);
        LOG.info("seed {}, batches of {}", SEED, batchRows);
        try (Replication replication = Replication.to(target, database).batching(batchRows);
                Connection source = replication.source()) {
            RandomTransactions.createTables(source);
            RandomTransactions transactions = new RandomTransactions(source, SEED + batchRows, 12);
            transactions.run(ROUND);
            replication.start().awaitStreaming();
            for (int done = 0; done < TRANSACTIONS; done += ROUND) {
                transactions.run(ROUND);
                assertEqual(replication, "after " + (done + ROUND) + " transactions in batches of " + batchRows);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("targetsAndRounds")
    @DisplayName("a copy that is interrupted again and again under random transactions ends equal")
    void copyInterruptedUnderRandomTransactionsEndsEqual(TargetSide target, int round) throws Exception {
        String database = ServerPair.newDatabase(target);
        long seed = SEED + 31L * round;
        LOG.info("seed {}, round {}", SEED, round);
        SplittableRandom random = new SplittableRandom(seed);
        AtomicBoolean done = new AtomicBoolean();
        try (Replication last = small(target, database);
                Connection source = last.source()) {
            RandomTransactions.createTables(source);
            RandomTransactions transactions = new RandomTransactions(source, seed, 150);
            transactions.run(1_500);
            CompletableFuture<Void> traffic = CompletableFuture.runAsync(() -> {
                try {
                    while (!done.get()) {
                        transactions.run(5);
                        Thread.sleep(5);
                    }
                } catch (SQLException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            interruptCopies(target, database, random);
            last.start().await(PipelineState.STREAMING);
            done.set(true);
            traffic.join();
            assertEqual(last, "round " + round);
        }
    }

    static List<Arguments> targetsAndRounds() {
        return List.of(
                arguments(TargetSide.postgreSql(), 1),
                arguments(TargetSide.postgreSql(), 2),
                arguments(TargetSide.postgreSql(), 3),
                arguments(TargetSide.mySql(), 4));
    }

    private static void interruptCopies(TargetSide target, String database, SplittableRandom random) throws Exception {
        for (int i = 0; i < 5; i++) {
            try (Replication interrupted = small(target, database)) {
                interrupted.start().await(RandomTransactionsIT::hasBegunToCopy);
                Thread.sleep(random.nextInt(700));
            }
        }
    }

    private static boolean hasBegunToCopy(PipelineState state) {
        return state == PipelineState.SNAPSHOTTING || state.isReady();
    }

    /** Chunks of a few rows, so that an interruption leaves some behind. */
    private static Replication small(TargetSide target, String database) {
        return Replication.to(target, database).with(new SnapshotSettings(2, 1, 2, 2));
    }

    private static void assertEqual(Replication replication, String when) throws Exception {
        try {
            replication.awaitCaughtUp().assertEqual();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + SEED + ", " + when, e);
        }
    }
}
