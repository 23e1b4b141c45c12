package io.replicator.pipeline;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.replicator.progress.PipelineState;
import io.replicator.snapshot.SnapshotSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
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
 * Random transactions over every kind of key and reference, with the source as the judge of what they lead to. The system
 * property {@code replicator.random.seed} repeats a run, {@code replicator.random.transactions} makes it longer;
 * {@code replicator.pairs=all} runs all nine pairs of engines instead of five.
 */
class RandomTransactionsIT {
    private static final Logger LOG = LoggerFactory.getLogger(RandomTransactionsIT.class);
    private static final long SEED = Long.getLong("replicator.random.seed", System.nanoTime());
    private static final int TRANSACTIONS = Integer.getInteger("replicator.random.transactions", 1_200);
    private static final int ROUND = 200;

    static List<Arguments> pairsAndBatchSizes() {
        return Pair.chosen(
                arguments(Pair.MYSQL_TO_POSTGRESQL, 1),
                arguments(Pair.MYSQL_TO_POSTGRESQL, 7),
                arguments(Pair.MYSQL_TO_POSTGRESQL, 1000),
                arguments(Pair.MYSQL_TO_MYSQL, 7),
                arguments(Pair.MYSQL_TO_MYSQL, 1000),
                arguments(Pair.MYSQL_TO_MARIADB, 1000),
                arguments(Pair.MARIADB_TO_POSTGRESQL, 1000),
                arguments(Pair.MARIADB_TO_MYSQL, 1000),
                arguments(Pair.MARIADB_TO_MARIADB, 7),
                arguments(Pair.POSTGRESQL_TO_POSTGRESQL, 7),
                arguments(Pair.POSTGRESQL_TO_POSTGRESQL, 1000),
                arguments(Pair.POSTGRESQL_TO_MYSQL, 7),
                arguments(Pair.POSTGRESQL_TO_MYSQL, 1000),
                arguments(Pair.POSTGRESQL_TO_MARIADB, 1000));
    }

    @ParameterizedTest
    @MethodSource("pairsAndBatchSizes")
    @DisplayName("random transactions leave target and source equal, at this batch size")
    void randomTransactionsLeaveTargetAndSourceEqual(Pair pair, int batchRows) throws Exception {
        String database = pair.newDatabase();
        LOG.info("seed {}, batches of {}", SEED, batchRows);
        try (Replication replication = pair.open(database).batching(batchRows);
                Connection source = replication.source()) {
            RandomTransactions.createTables(source, "random");
            RandomTransactions transactions = new RandomTransactions(source, "random", SEED + batchRows, 12);
            transactions.run(ROUND);
            replication.start().awaitStreaming();
            for (int done = 0; done < TRANSACTIONS; done += ROUND) {
                transactions.run(ROUND);
                assertEqual(replication, "after " + (done + ROUND) + " transactions in batches of " + batchRows);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pairsAndRounds")
    @DisplayName("a copy that is interrupted again and again under random transactions ends equal")
    void copyInterruptedUnderRandomTransactionsEndsEqual(Pair pair, int round) throws Exception {
        String database = pair.newDatabase();
        long seed = SEED + 31L * round;
        LOG.info("seed {}, round {}", SEED, round);
        SplittableRandom random = new SplittableRandom(seed);
        AtomicBoolean done = new AtomicBoolean();
        try (Replication last = small(pair, database);
                Connection source = last.source()) {
            RandomTransactions.createTables(source, "random");
            RandomTransactions transactions = new RandomTransactions(source, "random", seed, 150);
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
            interruptCopies(pair, database, random);
            last.start().await(PipelineState.STREAMING);
            done.set(true);
            traffic.join();
            assertEqual(last, "round " + round);
        }
    }

    static List<Arguments> pairsAndRounds() {
        List<Arguments> rounds = new ArrayList<>(Pair.chosen(
                arguments(Pair.MYSQL_TO_POSTGRESQL, 1),
                arguments(Pair.MYSQL_TO_POSTGRESQL, 2),
                arguments(Pair.MYSQL_TO_POSTGRESQL, 3),
                arguments(Pair.MYSQL_TO_MYSQL, 4),
                arguments(Pair.POSTGRESQL_TO_POSTGRESQL, 5),
                arguments(Pair.POSTGRESQL_TO_POSTGRESQL, 6),
                arguments(Pair.MARIADB_TO_MARIADB, 7),
                arguments(Pair.POSTGRESQL_TO_MYSQL, 8)));
        rounds.addAll(Pair.onDemand(
                arguments(Pair.MYSQL_TO_MARIADB, 9),
                arguments(Pair.MARIADB_TO_POSTGRESQL, 10),
                arguments(Pair.MARIADB_TO_MYSQL, 11),
                arguments(Pair.POSTGRESQL_TO_MARIADB, 12)));
        return rounds;
    }

    private static void interruptCopies(Pair pair, String database, SplittableRandom random) throws Exception {
        for (int i = 0; i < 5; i++) {
            try (Replication interrupted = small(pair, database)) {
                interrupted.start().await(RandomTransactionsIT::hasBegunToCopy);
                Thread.sleep(random.nextInt(700));
            }
        }
    }

    private static boolean hasBegunToCopy(PipelineState state) {
        return state == PipelineState.SNAPSHOTTING || state.isReady();
    }

    /** Chunks of a few rows, so that an interruption leaves some behind. */
    private static Replication small(Pair pair, String database) {
        return pair.open(database).with(new SnapshotSettings(2, 1, 2, 2));
    }

    private static void assertEqual(Replication replication, String when) throws Exception {
        try {
            replication.awaitCaughtUp().assertEqual();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + SEED + ", " + when, e);
        }
    }
}
