package io.replicator.pipeline;

import static io.replicator.pipeline.ServerPair.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.error.ErrorKind;
import io.replicator.pipeline.ddl.ChangeKind;
import io.replicator.pipeline.ddl.DdlPolicies;
import io.replicator.pipeline.ddl.DdlPolicies.Action;
import io.replicator.progress.PipelineState;
import io.replicator.snapshot.SnapshotSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables that are created, dropped, renamed or changed beyond recognition while MySQL or MariaDB is replicated. */
class TablesComeAndGoIT {
    private static final String[] TABLE = {
        "CREATE TABLE t (id INT PRIMARY KEY, v INT, s VARCHAR(20) NOT NULL)",
        "INSERT INTO t VALUES (1, 10, 'one'), (2, NULL, 'two')"
    };

    static List<Pair> pairs() {
        return List.of(Pair.MYSQL_TO_POSTGRESQL, Pair.MARIADB_TO_MARIADB);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void tablesCreatedWhileStreamingAreReplicatedFromTheirFirstRow(Pair pair) throws Exception {
        String database = pair.newDatabase();
        try (Replication replication = pair.open(database).with(choosing(ChangeKind.DROP_TABLE, Action.APPLY));
                Connection source = replication.source()) {
            execute(source, TABLE);
            replication.start().awaitStreaming();
            execute(
                    source,
                    "CREATE TABLE child (id INT PRIMARY KEY AUTO_INCREMENT, t_id INT, note VARCHAR(20) DEFAULT 'n',"
                            + " KEY by_note (note), CONSTRAINT of_t FOREIGN KEY (t_id) REFERENCES t (id) ON DELETE CASCADE)",
                    "INSERT INTO child (t_id) VALUES (1), (2)",
                    "CREATE TABLE passing (id INT)",
                    "INSERT INTO passing VALUES (1)",
                    "DROP TABLE passing",
                    "CREATE TABLE twin LIKE t",
                    "INSERT INTO twin SELECT * FROM t",
                    "CREATE TABLE filled AS SELECT id, v FROM t",
                    "INSERT INTO filled VALUES (9, 9)",
                    "UPDATE child SET note = 'new' WHERE id = 1",
                    "DELETE FROM t WHERE id = 2");
            await(replication, "child", "filled", "twin");
            execute(source, "INSERT INTO filled VALUES (10, 10)", "INSERT INTO child (t_id) VALUES (1)");
            replication.awaitCaughtUp().awaitStreaming().assertEqual();
            assertThat(foreignKeys(replication, "child")).isEqualTo(1);
            assertThat(replication.status().retries()).isZero();
        }
        try (Replication again = pair.open(database);
                Connection source = again.source()) {
            execute(source, "CREATE TABLE meanwhile (id INT PRIMARY KEY)", "INSERT INTO meanwhile VALUES (1), (2)");
            again.start();
            await(again, "meanwhile");
            execute(source, "INSERT INTO meanwhile VALUES (3)");
            again.awaitCaughtUp().awaitStreaming().assertEqual();
        }
    }

    /** Where the log of the two has nothing of its own; both with {@code -Dreplicator.pairs=all}. */
    static List<Pair> onePair() {
        return "all".equals(System.getProperty("replicator.pairs")) ? pairs() : List.of(Pair.MYSQL_TO_POSTGRESQL);
    }

    static List<Pair> pairsWithPostgres() {
        return List.of(Pair.MYSQL_TO_MYSQL, Pair.POSTGRESQL_TO_POSTGRESQL);
    }

    @ParameterizedTest
    @MethodSource("pairsWithPostgres")
    void tablesThatAreNewAtAStartAreCopiedAndReplicated(Pair pair) throws Exception {
        String database = pair.newDatabase();
        try (Replication replication = pair.open(database);
                Connection source = replication.source()) {
            execute(source, TABLE);
            replication.start().awaitStreaming();
        }
        try (Replication again = pair.open(database).releasing();
                Connection source = again.source()) {
            execute(
                    source,
                    "INSERT INTO t VALUES (3, 30, 'three')",
                    "CREATE TABLE u (id INT PRIMARY KEY, t_id INT, CONSTRAINT of_t FOREIGN KEY (t_id) REFERENCES t (id))",
                    "INSERT INTO u VALUES (1, 1), (2, 3)",
                    "UPDATE t SET v = 31 WHERE id = 3");
            again.start().awaitStreaming();
            execute(source, "UPDATE u SET t_id = 2 WHERE id = 1", "INSERT INTO u VALUES (3, 1)");
            again.awaitCaughtUp().assertEqual();
            assertThat(foreignKeys(again, "u")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("onePair")
    void newTablesAreLeftAloneOrStopAsConfigured(Pair pair) throws Exception {
        String database = pair.newDatabase();
        try (Replication replication = pair.open(database).with(choosing(ChangeKind.CREATE_TABLE, Action.IGNORE));
                Connection source = replication.source()) {
            execute(source, TABLE);
            replication.start().awaitStreaming();
            execute(source, "CREATE TABLE u (id INT PRIMARY KEY)", "INSERT INTO u VALUES (1)", "UPDATE t SET v = 1");
            replication.awaitCaughtUp();
            assertThat(tables(replication, "u")).isZero();
        }
        try (Replication replication = pair.open(database).with(choosing(ChangeKind.CREATE_TABLE, Action.STOP))) {
            assertThat(replication.start().awaitFailure())
                    .hasMessageContainingAll(database + ".u", "ddl.create_table")
                    .extracting("kind")
                    .isEqualTo(ErrorKind.SCHEMA_CHANGED);
        }
    }

    @ParameterizedTest
    @MethodSource("onePair")
    void droppedTableIsDroppedOrKeptOrStopsAsConfigured(Pair pair) throws Exception {
        for (Action action : Action.values()) {
            try (Replication replication = pair.open(pair.newDatabase()).with(choosing(ChangeKind.DROP_TABLE, action));
                    Connection source = replication.source()) {
                execute(source, TABLE);
                execute(source, "CREATE TABLE old (id INT PRIMARY KEY)");
                replication.start().awaitStreaming();
                execute(source, "DROP TABLE old", "INSERT INTO t VALUES (3, 30, 'three')");
                if (action == Action.STOP) {
                    assertThat(replication.awaitFailure())
                            .hasMessageContainingAll("DROP TABLE", "ddl.drop_table")
                            .extracting("kind")
                            .isEqualTo(ErrorKind.SCHEMA_CHANGED);
                } else {
                    replication.awaitCaughtUp().assertEqual();
                }
                assertThat(tables(replication, "old")).isEqualTo(action == Action.APPLY ? 0 : 1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("onePair")
    void tableThatIsDroppedAndCreatedAnewIsTheNewOne(Pair pair) throws Exception {
        try (Replication replication =
                        pair.open(pair.newDatabase()).with(choosing(ChangeKind.DROP_TABLE, Action.APPLY));
                Connection source = replication.source()) {
            execute(source, TABLE);
            execute(source, "CREATE TABLE u (id INT PRIMARY KEY)");
            replication.start().awaitStreaming();
            execute(
                    source,
                    "DROP TABLE t",
                    "CREATE TABLE t (code VARCHAR(9) PRIMARY KEY, d DATE)",
                    "INSERT INTO t VALUES ('a', '2024-02-29')",
                    "INSERT INTO u VALUES (1)");
            await(replication, "t").awaitCaughtUp().awaitStreaming().assertEqual();
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void renamedTableStopsOrIsCopiedUnderItsNewName(Pair pair) throws Exception {
        String database = pair.newDatabase();
        try (Replication replication = pair.open(database);
                Connection source = replication.source()) {
            execute(source, TABLE);
            execute(source, "CREATE TABLE u (id INT PRIMARY KEY, t_id INT, FOREIGN KEY (t_id) REFERENCES t (id))");
            execute(source, "INSERT INTO u VALUES (1, 1)");
            replication.start().awaitStreaming();
            execute(source, "RENAME TABLE t TO mine", "INSERT INTO mine VALUES (3, 30, 'three')");
            assertThat(replication.awaitFailure())
                    .hasMessageContainingAll("RENAME TABLE t TO mine", "ddl.rename_table")
                    .extracting("kind")
                    .isEqualTo(ErrorKind.SCHEMA_CHANGED);
        }
        try (Replication replication = pair.open(database).with(choosing(ChangeKind.RENAME_TABLE, Action.APPLY));
                Connection source = replication.source()) {
            replication.start();
            await(replication, "mine");
            execute(source, "INSERT INTO u VALUES (2, 3)");
            replication.awaitCaughtUp().awaitStreaming().assertEqual();
            assertThat(tables(replication, "t")).isZero();
            assertThat(foreignKeys(replication, "u")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("onePair")
    void tableThatGetsASelectedNameIsCopied(Pair pair) throws Exception {
        try (Replication replication =
                        pair.open(pair.newDatabase()).selecting(new TableSelection(List.of(), List.of("tmp_*")));
                Connection source = replication.source()) {
            execute(source, TABLE);
            replication.start().awaitStreaming();
            execute(
                    source,
                    "CREATE TABLE tmp_u (id INT PRIMARY KEY)",
                    "INSERT INTO tmp_u VALUES (1), (2)",
                    "RENAME TABLE tmp_u TO u",
                    "INSERT INTO u VALUES (3)");
            await(replication, "u").awaitCaughtUp().awaitStreaming().assertEqual();
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void whatMayHaveChangedValuesIsCopiedAgainIfTheUserWantsThat(Pair pair) throws Exception {
        try (Replication replication = pair.open(pair.newDatabase()).with(choosing(ChangeKind.OTHER, Action.APPLY));
                Connection source = replication.source()) {
            execute(source, TABLE);
            execute(source, "CREATE TABLE u (id INT PRIMARY KEY, t_id INT, FOREIGN KEY (t_id) REFERENCES t (id))");
            execute(source, "INSERT INTO u VALUES (1, 1)");
            replication.start().awaitStreaming();
            execute(
                    source,
                    "ALTER TABLE t MODIFY v VARCHAR(20), ADD COLUMN made DATETIME(3) DEFAULT CURRENT_TIMESTAMP(3)",
                    "INSERT INTO t (id, v, s) VALUES (3, 'text', 'x')",
                    "INSERT INTO u VALUES (2, 3)");
            replication.await(
                    "copied again",
                    () -> replication.events().stream()
                            .anyMatch(event -> event.text().contains("replicating")));
            execute(source, "UPDATE t SET v = 'other' WHERE id = 1");
            replication.awaitCaughtUp().awaitStreaming().assertEqual();
            assertThat(foreignKeys(replication, "u")).isEqualTo(1);
        }
    }

    /** The copy is held up in the table before. */
    @ParameterizedTest
    @MethodSource("pairs")
    void tableThatChangesBeforeItIsCopiedEndsInItsNewStructure(Pair pair) throws Exception {
        boolean postgres = pair == Pair.MYSQL_TO_POSTGRESQL;
        try (Replication replication = pair.open(pair.newDatabase()).with(new SnapshotSettings(1, 1 << 20, 10, 10));
                Connection source = replication.source();
                Connection target = replication.target()) {
            execute(source, TABLE);
            execute(source, "CREATE TABLE large (id INT PRIMARY KEY, text VARCHAR(200))");
            execute(source, "INSERT INTO large SELECT seq, REPEAT('x', 200) FROM (" + numbers(500) + ") n");
            execute(source, "ANALYZE TABLE large, t");
            execute(target, "CREATE TABLE large (id INT PRIMARY KEY, text VARCHAR(200))");
            execute(
                    target,
                    "START TRANSACTION",
                    postgres ? "LOCK TABLE large IN SHARE MODE" : "LOCK TABLES large READ");
            replication.start().await(PipelineState.SNAPSHOTTING);
            execute(
                    source,
                    "ALTER TABLE t DROP COLUMN v, ADD COLUMN w INT NOT NULL DEFAULT 5",
                    "INSERT INTO t (id, s) VALUES (3, 'three')");
            execute(target, postgres ? "ROLLBACK" : "UNLOCK TABLES");
            replication.awaitStreaming().awaitCaughtUp().awaitStreaming().assertEqual();
        }
    }

    private static String numbers(int count) {
        return IntStream.range(1, count)
                .mapToObj(i -> "UNION ALL SELECT " + i)
                .collect(Collectors.joining(" ", "SELECT 0 AS seq ", ""));
    }

    private static DdlPolicies choosing(ChangeKind kind, Action action) {
        return DdlPolicies.DEFAULT.with(kind, action);
    }

    private static Replication await(Replication replication, String... tables) {
        return replication.await("replicating " + List.of(tables), () -> {
            try {
                for (String table : tables) {
                    if (tables(replication, table) == 0) {
                        return false;
                    }
                }
                return true;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static int tables(Replication replication, String table) throws SQLException {
        return count(replication, "information_schema.tables WHERE table_name = '" + table + "'");
    }

    private static int foreignKeys(Replication replication, String table) throws SQLException {
        return count(
                replication,
                "information_schema.table_constraints WHERE constraint_type = 'FOREIGN KEY' AND table_name = '" + table
                        + "'");
    }

    private static int count(Replication replication, String from) throws SQLException {
        try (Connection target = replication.target();
                Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + from
                        + " AND table_schema IN ('public', '" + replication.database() + "')")) {
            row.next();
            return row.getInt(1);
        }
    }
}
