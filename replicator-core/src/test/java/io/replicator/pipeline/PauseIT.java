package io.replicator.pipeline;

import static io.replicator.pipeline.ServerPair.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.progress.Event;
import io.replicator.progress.PipelineState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pause ends at a boundary of the source, keeps others from writing, and loses nothing. */
class PauseIT {
    private static final String MOVES = "SELECT sum(moves) FROM account";

    private String database;

    @BeforeEach
    void createDatabase() throws SQLException {
        database = ServerPair.newDatabase();
    }

    @Test
    void pausedInTheMiddleOfTrafficTheTargetShowsOneStateOfTheSource() throws Exception {
        try (Replication replication = Replication.of(database);
                Connection source = replication.source()) {
            createAccounts(source);
            replication.start().awaitStreaming();
            try (SourceTraffic traffic = transfers(replication.source())) {
                replication.await("rows", () -> replication.status().rowsApplied() > 100);
                replication.pause().await(PipelineState.PAUSED);

                long moves = number(replication, MOVES);
                assertThat(number(replication, "SELECT sum(balance) FROM account"))
                        .isEqualTo(1000);
                Thread.sleep(1_500);
                assertThat(number(replication, MOVES)).isEqualTo(moves);
                assertThat(traffic.isAlive()).isTrue();

                replication.resume().awaitStreaming();
                replication.await("rows", () -> number(replication, MOVES) > moves);
            }
            replication.awaitCaughtUp().assertEqual();
            assertThat(replication.status().retries()).isZero();
            assertThat(replication.events())
                    .extracting(Event::state)
                    .contains(PipelineState.PAUSED)
                    .endsWith(PipelineState.STREAMING);
        }
    }

    @Test
    void pausedPipelineStaysTheWriter() throws Exception {
        try (Replication replication = Replication.of(database);
                Replication other = Replication.of(database);
                Connection source = replication.source()) {
            createAccounts(source);
            replication.start().awaitStreaming();
            replication.pause().await(PipelineState.PAUSED);

            other.start().await(PipelineState.STANDBY);
            Thread.sleep(1_500);
            assertThat(other.status().state()).isEqualTo(PipelineState.STANDBY);

            replication.stop();
            assertThat(replication.status().state()).isEqualTo(PipelineState.STOPPED);
            other.awaitStreaming();
        }
    }

    @Test
    void pausedSnapshotGoesOnWithTheMissingChunks() throws Exception {
        try (Replication replication = Replication.of(database);
                Connection source = replication.source()) {
            createAccounts(source);
            execute(
                    source,
                    "CREATE TABLE big (id INT AUTO_INCREMENT PRIMARY KEY, v CHAR(40))",
                    "INSERT INTO big (v) VALUES ('a'), ('b'), ('c'), ('d'), ('e'), ('f'), ('g'), ('h')");
            for (int doubling = 0; doubling < 15; doubling++) {
                execute(source, "INSERT INTO big (v) SELECT v FROM big");
            }
            replication.start();
            // Two readers have at most a thousand rows each that are not committed.
            replication.await(
                    "chunks",
                    () -> replication.status().tables().stream().anyMatch(table -> table.rowsCopied() > 5000));
            replication.pause().await(PipelineState.PAUSED);
            long copied = number(replication, "SELECT count(*) FROM big");
            assertThat(copied).isBetween(1L, 262_000L);

            execute(source, "UPDATE big SET v = 'changed' WHERE id % 1000 = 0");
            replication.resume().awaitStreaming().awaitCaughtUp().assertEqual();
        }
    }

    @Test
    void pauseAndResumeInOneBreathAreNoStop() throws Exception {
        try (Replication replication = Replication.of(database);
                Connection source = replication.source()) {
            createAccounts(source);
            replication.start();
            for (int i = 0; i < 20; i++) {
                Thread.sleep(50);
                replication.pause().resume();
            }
            replication.awaitStreaming().awaitCaughtUp().assertEqual();
        }
    }

    @Test
    void pauseOutlivesALostConnection() throws Exception {
        try (Replication replication = Replication.of(database);
                Connection source = replication.source()) {
            createAccounts(source);
            replication.start().awaitStreaming();
            replication.pause().await(PipelineState.PAUSED);
            number(
                    replication,
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
            replication.await("a retry", () -> replication.status().retries() > 0);
            replication.await(PipelineState.PAUSED);

            replication.resume().awaitStreaming().awaitCaughtUp().assertEqual();
        }
    }

    private static void createAccounts(Connection source) throws SQLException {
        execute(
                source,
                "CREATE TABLE account (id INT PRIMARY KEY, balance INT NOT NULL, moves INT NOT NULL)",
                "INSERT INTO account VALUES (1, 500, 0), (2, 500, 0)");
    }

    private static long number(Replication replication, String sql) {
        try (Connection target = replication.target();
                Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Moves money between two accounts. */
    private static SourceTraffic transfers(Connection source) throws SQLException {
        return SourceTraffic.start(source, i -> new String[] {
            "UPDATE account SET balance = balance - 7, moves = moves + 1 WHERE id = 1",
            "UPDATE account SET balance = balance + 7, moves = moves + 1 WHERE id = 2"
        });
    }
}
