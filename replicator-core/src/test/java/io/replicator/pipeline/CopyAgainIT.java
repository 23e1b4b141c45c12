package io.replicator.pipeline;

import static io.replicator.pipeline.ServerPair.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.replicator.change.TableId;
import io.replicator.checkpoint.CheckpointStore;
import io.replicator.error.ReplicationException;
import io.replicator.pipeline.plan.Plan;
import io.replicator.progress.Event;
import io.replicator.progress.PipelineState;
import io.replicator.typemapping.TableMapping;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A table that was damaged on the target is copied once more, under traffic, and whatever interrupts it. */
class CopyAgainIT {
    private static final String FOLDER = "copy-again";
    private static final List<String> TABLES = List.of("customer", "booking", "seat", "note");

    static List<Arguments> pairs() {
        return Pair.chosen(
                arguments(Pair.MYSQL_TO_POSTGRESQL),
                arguments(Pair.MYSQL_TO_MARIADB),
                arguments(Pair.POSTGRESQL_TO_POSTGRESQL),
                arguments(Pair.POSTGRESQL_TO_MYSQL),
                arguments(Pair.MARIADB_TO_MYSQL));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void damagedTablesAreRightAgainUnderTrafficAndInterruptions(Pair pair) throws Exception {
        String database = pair.newDatabase();
        SplittableRandom random = new SplittableRandom();
        try (Replication first = pair.open(database);
                Connection source = first.source()) {
            RandomTransactions.createTables(source, FOLDER);
            RandomTransactions transactions = new RandomTransactions(source, FOLDER, random.nextLong(), 200);
            transactions.run(500);
            first.start().awaitStreaming();
            Set<String> constraints = constraints(first);
            try (Connection target = first.target()) {
                execute(target, "UPDATE customer SET name = 'damaged'");
            }
            AtomicBoolean done = new AtomicBoolean();
            CompletableFuture<Void> traffic = CompletableFuture.runAsync(() -> run(transactions, done));
            for (String table : TABLES) {
                copyAgain(first, id(first, table));
            }
            assertThat(first.status().retries()).isZero();
            first.stop();
            for (int i = 0; i < 5; i++) {
                try (Replication interrupted = pair.open(database)) {
                    interrupted.start().awaitStreaming();
                    interrupted.copyAgain(id(interrupted, TABLES.get(random.nextInt(TABLES.size()))));
                    Thread.sleep(random.nextInt(400));
                }
            }
            try (Replication last = pair.open(database)) {
                last.start().awaitStreaming();
                done.set(true);
                traffic.join();
                last.awaitCaughtUp().assertEqual();
                assertThat(constraints(last)).isEqualTo(constraints).isNotEmpty();
            }
        }
    }

    private static void copyAgain(Replication replication, TableId table) {
        replication.copyAgain(table).await("copied", () -> hasEvent(replication, "copying " + table + " again"));
        replication.awaitStreaming();
    }

    private static void run(RandomTransactions transactions, AtomicBoolean done) {
        try {
            while (!done.get()) {
                transactions.run(5);
                Thread.sleep(5);
            }
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean hasEvent(Replication replication, String text) {
        return replication.events().stream().map(Event::text).anyMatch(event -> event.contains(text));
    }

    private static TableId id(Replication replication, String table) {
        return replication.status().tables().stream()
                .map(status -> status.table())
                .filter(id -> id.name().equals(table))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no table " + table));
    }

    /** Names of the target's unique indexes and foreign keys. */
    private static Set<String> constraints(Replication replication) throws SQLException {
        Set<String> names = new TreeSet<>();
        try (Connection target = replication.target()) {
            String schema = target.getSchema();
            for (String table : TABLES) {
                names.addAll(uniqueIndexes(target, table));
                try (ResultSet key = target.getMetaData().getImportedKeys(target.getCatalog(), schema, table)) {
                    while (key.next()) {
                        names.add(table + " -> " + key.getString("PKTABLE_NAME"));
                    }
                }
            }
        }
        return names;
    }

    private static Set<String> uniqueIndexes(Connection target, String table) throws SQLException {
        Set<String> names = new TreeSet<>();
        try (ResultSet index =
                target.getMetaData().getIndexInfo(target.getCatalog(), target.getSchema(), table, true, false)) {
            while (index.next()) {
                names.add(table + " " + index.getString("INDEX_NAME").toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    @Test
    void tablesThatCascadesChangeUnseenAreRefusedAndStreamingGoesOn() throws Exception {
        String database = ServerPair.newDatabase();
        try (Replication replication = Replication.of(database);
                Connection source = replication.source()) {
            RandomTransactions.createTables(source, FOLDER);
            execute(source, "INSERT INTO country VALUES ('a', 'A')", "INSERT INTO region VALUES ('a', 1)");
            replication.start().awaitStreaming();
            replication
                    .copyAgain(new TableId(database, "country"))
                    .await("refused", () -> hasEvent(replication, "country is not copied again: foreign keys"));
            replication
                    .copyAgain(new TableId(database, "nowhere"))
                    .await("refused", () -> hasEvent(replication, "nowhere is not copied again: it is not replicated"));
            execute(source, "UPDATE country SET code = 'b'");
            replication.awaitStreaming().awaitCaughtUp().assertEqual();
            assertThat(replication.events()).extracting(Event::state).doesNotContain(PipelineState.FAILED);
        }
    }

    @Test
    void processThatHasLostThePipelineEmptiesNothing() throws Exception {
        String database = ServerPair.newDatabase();
        try (Replication replication = Replication.of(database);
                Connection source = replication.source();
                Connection target = replication.target()) {
            execute(source, "CREATE TABLE t (id INT PRIMARY KEY, v INT UNIQUE)", "INSERT INTO t VALUES (1, 1)");
            replication.start().awaitStreaming();
            Set<String> keys = uniqueIndexes(target, "t");
            replication.stop();
            SessionFactory parts = replication.parts();
            Connection own = parts.target().engine().connect(parts.target().endpoint());
            try (CheckpointStore lost = parts.checkpoints().open(own)) {
                assertThat(lost.tryAcquire()).isTrue();
                lost.copyAgain(new TableId(database, "t"));
                execute(target, "UPDATE replicator_checkpoint SET epoch = epoch + 1");
                Plan plan = new Preflight(parts.source(), parts.target()).plan();
                try (InitialCopy copy = new InitialCopy(parts, lost, plan, new StopSignal())) {
                    assertThatThrownBy(() -> copy.complete(lost.load().orElseThrow()))
                            .isInstanceOf(ReplicationException.class)
                            .hasMessageContaining("Another process has taken over");
                }
            }
            assertThat(uniqueIndexes(target, "t")).isEqualTo(keys).hasSize(2);
            assertThat(replication.targetParts().engine().schema().isEmpty(target, only(replication)))
                    .isFalse();
        }
    }

    private static TableMapping only(Replication replication) throws SQLException {
        return new Preflight(replication.sourceParts(), replication.targetParts())
                .plan()
                .mappings()
                .values()
                .iterator()
                .next();
    }

    @Test
    void checkpointInAFileDoesNotAllowIt(@TempDir Path folder) throws Exception {
        String database = ServerPair.newDatabase();
        try (Replication replication = Replication.of(database).checkpointIn(folder.resolve("checkpoint"));
                Connection source = replication.source()) {
            execute(source, "CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
            replication.start().awaitStreaming();
            replication
                    .copyAgain(new TableId(database, "t"))
                    .await(
                            "refused",
                            () -> hasEvent(replication, "t is not copied again: that needs `checkpoint.store"));
            replication.awaitStreaming().awaitCaughtUp().assertEqual();
        }
    }
}
