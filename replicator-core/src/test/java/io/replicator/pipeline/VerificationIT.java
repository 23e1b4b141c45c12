package io.replicator.pipeline;

import static io.replicator.pipeline.ServerPair.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.progress.ComparisonResult;
import io.replicator.progress.PipelineState;
import io.replicator.progress.Verification;
import io.replicator.progress.Verification.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Source and target are compared at one position, while changes go on or at rest. */
class VerificationIT {
    private static final int ACCOUNTS = 3_000;

    static List<Arguments> pairs() {
        return Pair.chosen(
                java.util.Arrays.stream(Pair.values()).map(Arguments::of).toArray(Arguments[]::new));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void trafficMakesNoDifferenceAndAWriteOfSomebodyElseDoes(Pair pair) throws Exception {
        String database = pair.newDatabase();
        try (Replication replication = pair.open(database);
                Connection source = replication.source();
                Connection target = replication.target()) {
            createTables(source);
            replication.start().awaitStreaming();
            try (SourceTraffic traffic = bookings(replication.source())) {
                for (int i = 0; i < 3; i++) {
                    long before = replication.status().rowsApplied();
                    replication.await("rows", () -> replication.status().rowsApplied() > before + 100);
                    Verification verification = replication.verify();

                    assertThat(verification.state()).as("%s", verification).isEqualTo(State.EQUAL);
                    assertThat(verification.rows()).isGreaterThan(ACCOUNTS);
                }
                execute(target, "UPDATE account SET balance = 7 WHERE id = 17");
                assertThat(replication.verify().state()).isEqualTo(State.DIFFERENT);
                assertThat(traffic.isAlive()).isTrue();
            }
            execute(target, "UPDATE account SET balance = 500 WHERE id = 17");
            replication.awaitCaughtUp();
            assertThat(replication.verify().state()).isEqualTo(State.EQUAL);
            assertThat(replication.status().retries()).isZero();
            replication.stop();
            assertThat(replication.compareAtRest().state()).isEqualTo(State.EQUAL);
            execute(source, "UPDATE account SET balance = balance + 1 WHERE id = 1");
            assertThatThrownBy(replication::compareAtRest)
                    .isInstanceOfSatisfying(
                            ReplicationException.class,
                            refusal -> assertThat(refusal.kind()).isEqualTo(ErrorKind.CONFLICT))
                    .hasMessageContaining("the target has what was there at");
        } finally {
            release(pair, database);
        }
    }

    @Test
    void discrepanciesAreCountedByKindAndShownByKeyOnly() throws Exception {
        String database = Pair.MYSQL_TO_POSTGRESQL.newDatabase();
        try (Replication replication = Pair.MYSQL_TO_POSTGRESQL.open(database);
                Connection source = replication.source();
                Connection target = replication.target()) {
            createTables(source);
            execute(source, "INSERT INTO note VALUES (1, 'twice'), (1, 'twice'), (2, 'once')");
            replication.start().awaitStreaming();
            execute(
                    target,
                    "UPDATE account SET balance = 1234567 WHERE id IN (5, 6)",
                    "DELETE FROM account WHERE id = 8",
                    "INSERT INTO account VALUES (900001, 9), (900002, 9), (900003, 9)",
                    "DELETE FROM note WHERE n = 2",
                    "INSERT INTO note VALUES (1, 'twice')");

            Verification verification = replication.verify();

            assertThat(verification.discrepancies()).isEqualTo(8);
            ComparisonResult accounts = result(verification, "account");
            assertThat(List.of(accounts.differing(), accounts.missing(), accounts.unexpected()))
                    .containsExactly(2L, 1L, 3L);
            assertThat(accounts.examples())
                    .contains("[5] differs in balance", "[8] is missing", "[900002] is only on the target");
            assertThat(String.join(" ", accounts.examples())).doesNotContain("1234567");
            ComparisonResult notes = result(verification, "note");
            assertThat(List.of(notes.differing(), notes.missing(), notes.unexpected()))
                    .containsExactly(0L, 1L, 1L);
            replication.await(
                    "in the history",
                    () -> replication.events().stream()
                            .anyMatch(event -> event.text().contains("DIFFERENT")
                                    && event.text().contains("8 discrepancies")));
        }
    }

    @Test
    void tableThatCannotBeComparedIsNamedAndTheOthersAreCompared() throws Exception {
        String database = Pair.MYSQL_TO_POSTGRESQL.newDatabase();
        try (Replication replication = Pair.MYSQL_TO_POSTGRESQL.open(database);
                Connection source = replication.source();
                Connection target = replication.target()) {
            createTables(source);
            replication.start().awaitStreaming();
            execute(target, "ALTER TABLE note RENAME TO elsewhere");

            Verification verification = replication.verify();

            assertThat(verification.state()).isEqualTo(State.FAILED);
            assertThat(verification.error()).contains("1 of 2 tables");
            assertThat(result(verification, "account").isEqual()).isTrue();
            assertThat(verification.tables())
                    .anySatisfy(table -> assertThat(table.error()).contains("note"));
        }
    }

    @Test
    void onlyAStreamingPipelineCanBeVerified() throws Exception {
        String database = Pair.MYSQL_TO_POSTGRESQL.newDatabase();
        try (Replication replication = Pair.MYSQL_TO_POSTGRESQL.open(database);
                Connection source = replication.source()) {
            createTables(source);
            replication.start().awaitStreaming();
            replication.pause().await(PipelineState.PAUSED);

            assertThat(replication.startVerification())
                    .hasValueSatisfying(why -> assertThat(why).contains("PAUSED"));
            assertThat(replication.figures().verified()).isNull();
        }
    }

    private static ComparisonResult result(Verification verification, String table) {
        return verification
                .results()
                .filter(result -> result.table().name().equals(table))
                .findFirst()
                .orElseThrow();
    }

    private static void createTables(Connection source) throws SQLException {
        execute(
                source,
                "CREATE TABLE account (id INT PRIMARY KEY, balance INT NOT NULL)",
                "CREATE TABLE note (n INT, v VARCHAR(20))");
        if (source.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            execute(source, "ALTER TABLE note REPLICA IDENTITY FULL");
        }
        StringBuilder rows = new StringBuilder("INSERT INTO account VALUES (0, 500)");
        for (int id = 1; id < ACCOUNTS; id++) {
            rows.append(", (").append(id).append(", 500)");
        }
        execute(source, rows.toString());
    }

    private static void release(Pair pair, String database) throws SQLException {
        try (Replication given = pair.open(database)) {
            given.sourceParts().engine().release(given.sourceParts().endpoint());
        }
    }

    /** Moves money, adds rows and removes them, and writes to the table without a key; leaves account 17 alone. */
    private static SourceTraffic bookings(Connection source) throws SQLException {
        return SourceTraffic.start(source, i -> new String[] {
            "UPDATE account SET balance = balance - 7 WHERE id = " + (18 + i % 1000),
            "UPDATE account SET balance = balance + 7 WHERE id = " + (1500 + i % 1000),
            "INSERT INTO account VALUES (" + (100_000 + i) + ", 0)",
            "DELETE FROM account WHERE id = " + (99_950 + i),
            "INSERT INTO note VALUES (" + i % 3 + ", 'again')"
        });
    }
}
