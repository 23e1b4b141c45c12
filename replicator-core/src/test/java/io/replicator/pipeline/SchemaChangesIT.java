package io.replicator.pipeline;

import static io.replicator.pipeline.ServerPair.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.pipeline.ddl.ChangeKind;
import io.replicator.pipeline.ddl.DdlPolicies;
import io.replicator.pipeline.ddl.DdlPolicies.Action;
import io.replicator.testkit.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes of structure at a MySQL source while it is replicated, to each kind of target. */
class SchemaChangesIT {
    private static final String TABLE =
            "CREATE TABLE t (id INT PRIMARY KEY, v INT, s VARCHAR(20) NOT NULL," + " d DECIMAL(10,2), e ENUM('a','b'))";
    private static final String ROWS = "INSERT INTO t VALUES (1, 10, 'one', 1.5, 'a'), (2, NULL, 'two', NULL, NULL)";

    static List<TargetSide> targets() {
        return List.of(TargetSide.postgreSql(), TargetSide.mySql());
    }

    private static Replication open(TargetSide side) throws SQLException {
        return Replication.to(side, ServerPair.newDatabase(side));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void newColumnsHoldInOldRowsWhatTheSourceGaveThem(TargetSide side) throws Exception {
        try (Replication replication = open(side);
                Connection source = replication.source();
                Connection target = replication.target()) {
            execute(source, TABLE, ROWS);
            replication.start().awaitStreaming();
            execute(
                    source,
                    "ALTER TABLE t ADD COLUMN n INT, ADD COLUMN w VARCHAR(10) DEFAULT 'it''s' AFTER id",
                    "INSERT INTO t (id, s, w) VALUES (3, 'three', 'x')",
                    "ALTER TABLE t ADD COLUMN z INT NOT NULL, ADD COLUMN f DECIMAL(8,3) NOT NULL DEFAULT 0.5,"
                            + " ADD COLUMN k ENUM('first','second') NOT NULL, ADD COLUMN b VARBINARY(9) NOT NULL",
                    "UPDATE t SET z = z + 1 WHERE id = 1",
                    "INSERT INTO t (id, s, z, k, b) VALUES (4, 'four', 4, 'second', x'00ff')");
            replication.awaitCaughtUp().assertEqual();
            execute(target, "INSERT INTO t (id, s, z, k, b) VALUES (5, 'five', 5, 'second', '')");
            assertThat(texts(target, "SELECT w, f FROM t WHERE id = 5")).containsExactly("it's 0.500");
            assertThat(replication.status().retries()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void widerColumnsTakeWiderValues(TargetSide side) throws Exception {
        try (Replication replication = open(side);
                Connection source = replication.source()) {
            execute(source, TABLE, ROWS);
            replication.start().awaitStreaming();
            execute(
                    source,
                    "ALTER TABLE t MODIFY v BIGINT DEFAULT 7, MODIFY s VARCHAR(200) NULL COMMENT 'longer'",
                    "ALTER TABLE t MODIFY d DECIMAL(20,4), MODIFY e ENUM('a','b','c')",
                    "INSERT INTO t VALUES (3, 1 << 40, REPEAT('x', 200), 123456789012.3456, 'c'), (4, 1, NULL, 1, 'a')",
                    "INSERT INTO t (id) VALUES (5)");
            replication.awaitCaughtUp().assertEqual();
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void renamedColumnsKeepTheirValues(TargetSide side) throws Exception {
        try (Replication replication = open(side);
                Connection source = replication.source()) {
            execute(source, TABLE, ROWS);
            replication.start().awaitStreaming();
            execute(
                    source,
                    "ALTER TABLE t RENAME COLUMN v TO w",
                    "UPDATE t SET w = 11 WHERE id = 1",
                    "ALTER TABLE t CHANGE e `new e` ENUM('a','b','c') DEFAULT 'b', RENAME COLUMN id TO number",
                    "INSERT INTO t (number, s, `new e`) VALUES (3, 'three', 'c')",
                    "UPDATE t SET s = 'deux' WHERE number = 2");
            replication.awaitCaughtUp().assertEqual();
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void droppedColumnStopsTheRunUntilTheTargetDroppedItToo(TargetSide side) throws Exception {
        String database = ServerPair.newDatabase(side);
        try (Replication first = Replication.to(side, database);
                Connection source = first.source()) {
            execute(source, TABLE, ROWS);
            first.start().awaitStreaming();
            execute(source, "ALTER TABLE t DROP COLUMN v", "INSERT INTO t VALUES (3, 'three', 3, 'b')");
            ReplicationException failure = first.awaitFailure();
            assertThat(failure.kind()).isEqualTo(ErrorKind.SCHEMA_CHANGED);
            assertThat(failure)
                    .hasMessageContainingAll("ALTER TABLE t DROP COLUMN v", "column v is gone", "ddl.drop_column");
        }
        try (Replication again = Replication.to(side, database)) {
            assertThat(again.start().awaitFailure().kind()).isEqualTo(ErrorKind.SCHEMA_CHANGED);
            execute(again.target(), "ALTER TABLE t DROP COLUMN v");
        }
        try (Replication last = Replication.to(side, database)) {
            last.start().awaitCaughtUp().assertEqual();
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void droppedColumnIsDroppedOrKeptAsConfigured(TargetSide side) throws Exception {
        for (Action action : List.of(Action.APPLY, Action.IGNORE)) {
            try (Replication replication = open(side).with(DdlPolicies.DEFAULT.with(ChangeKind.DROP_COLUMN, action));
                    Connection source = replication.source();
                    Connection target = replication.target()) {
                execute(source, TABLE, ROWS);
                replication.start().awaitStreaming();
                execute(source, "ALTER TABLE t DROP COLUMN v", "INSERT INTO t VALUES (3, 'three', 3, 'b')");
                replication.awaitCaughtUp().assertEqual();
                assertThat(texts(
                                target,
                                "SELECT 1 FROM information_schema.columns WHERE table_name = 't'"
                                        + " AND table_schema IN ('public', '" + replication.database()
                                        + "') AND column_name = 'v'"))
                        .hasSize(action == Action.APPLY ? 0 : 1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void whatMayHaveChangedValuesStops(TargetSide side) throws Exception {
        for (String change : List.of(
                "ALTER TABLE t MODIFY s VARCHAR(10) NOT NULL",
                "ALTER TABLE t MODIFY d DECIMAL(10,1)",
                "ALTER TABLE t MODIFY v VARCHAR(20)",
                "ALTER TABLE t DROP PRIMARY KEY",
                "ALTER TABLE t ADD COLUMN made DATETIME(3) DEFAULT CURRENT_TIMESTAMP(3)")) {
            try (Replication replication = open(side);
                    Connection source = replication.source()) {
                execute(source, TABLE, ROWS);
                replication.start().awaitStreaming();
                execute(source, change, "INSERT INTO t (id, s) VALUES (3, 'x')");
                assertThat(replication.awaitFailure())
                        .hasMessageContainingAll(change, "ddl.other")
                        .extracting("kind")
                        .isEqualTo(ErrorKind.SCHEMA_CHANGED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void changeThatTheTargetAlreadyHasIsNotMadeTwice(TargetSide side) throws Exception {
        String database = ServerPair.newDatabase(side);
        DdlPolicies stop = DdlPolicies.all(Action.STOP);
        try (Replication first = Replication.to(side, database).with(stop);
                Connection source = first.source()) {
            execute(source, TABLE, ROWS);
            first.start().awaitStreaming();
            execute(
                    source,
                    "ALTER TABLE t ADD COLUMN x INT DEFAULT 3, RENAME COLUMN v TO w",
                    "INSERT INTO t (id, s, w) VALUES (3, 'three', 33)");
            assertThat(first.awaitFailure().kind()).isEqualTo(ErrorKind.SCHEMA_CHANGED);
            execute(first.target(), "ALTER TABLE t ADD COLUMN x INT DEFAULT 3");
        }
        try (Replication second = Replication.to(side, database)) {
            second.start().awaitCaughtUp().assertEqual();
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void newIndexesAreCreated(TargetSide side) throws Exception {
        try (Replication replication = open(side);
                Connection source = replication.source()) {
            execute(source, TABLE, ROWS);
            replication.start().awaitStreaming();
            execute(
                    source,
                    "CREATE INDEX by_v ON t (v)",
                    "ALTER TABLE t ADD UNIQUE KEY by_s (s), COMMENT 'indexed'",
                    "INSERT INTO t VALUES (3, 30, 'three', 3, 'b')");
            replication.awaitCaughtUp().assertEqual();
            String indexes = side.server().engine() == Engine.POSTGRESQL
                    ? "SELECT count(*) FROM pg_indexes WHERE tablename = 't' AND indexname IN ('t_by_v', 't_by_s')"
                    : "SELECT count(*) FROM information_schema.statistics WHERE table_schema = database()"
                            + " AND table_name = 't' AND index_name IN ('by_v', 'by_s')";
            assertThat(texts(replication.target(), indexes)).containsExactly("2");
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void indexesKeysAndChecksThatAreGoneAreDropped(TargetSide side) throws Exception {
        try (Replication replication = open(side);
                Connection source = replication.source()) {
            execute(
                    source,
                    TABLE,
                    ROWS,
                    "ALTER TABLE t ADD UNIQUE KEY by_v (v), ADD KEY by_s (s), ADD CONSTRAINT positive CHECK (d > 0)",
                    "CREATE TABLE child (id INT PRIMARY KEY, t_id INT, CONSTRAINT of_t FOREIGN KEY (t_id)"
                            + " REFERENCES t (id) ON DELETE CASCADE)");
            replication.start().awaitStreaming();
            execute(
                    source,
                    "DROP INDEX by_s ON t",
                    "ALTER TABLE t DROP KEY by_v, DROP CHECK positive",
                    "ALTER TABLE child DROP FOREIGN KEY of_t",
                    "INSERT INTO t VALUES (3, 10, 'three', -1, 'b')",
                    "INSERT INTO child VALUES (1, 99), (2, 1)",
                    "DELETE FROM t WHERE id = 1");
            replication.awaitCaughtUp().assertEqual();
            assertThat(replication.status().retries()).isZero();
            execute(source, "ALTER TABLE t ADD KEY by_s (v)", "INSERT INTO t VALUES (4, 10, 'four', 4, 'b')");
            replication.awaitCaughtUp().assertEqual();
            assertThat(texts(replication.target(), indexes(side, "by_s"))).containsExactly("1");
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void indexesAreLeftAloneOrStopAsConfigured(TargetSide side) throws Exception {
        for (Action action : List.of(Action.IGNORE, Action.STOP)) {
            try (Replication replication = open(side).with(DdlPolicies.DEFAULT.with(ChangeKind.CHANGE_INDEX, action));
                    Connection source = replication.source()) {
                execute(source, TABLE, ROWS, "CREATE INDEX by_v ON t (v)");
                replication.start().awaitStreaming();
                execute(source, "ALTER TABLE t DROP INDEX by_v, ADD INDEX by_d (d)", "UPDATE t SET v = 3");
                if (action == Action.STOP) {
                    assertThat(replication.awaitFailure())
                            .hasMessageContainingAll("by_v is gone", "by_d is new", "ddl.change_index");
                } else {
                    replication.awaitCaughtUp().assertEqual();
                }
                assertThat(texts(replication.target(), indexes(side, "by_v"))).containsExactly("1");
                assertThat(texts(replication.target(), indexes(side, "by_d"))).containsExactly("0");
            }
        }
    }

    private static String indexes(TargetSide side, String name) {
        return side.server().engine() == Engine.POSTGRESQL
                ? "SELECT count(*) FROM pg_indexes WHERE tablename = 't' AND indexname = 't_" + name + "'"
                : "SELECT count(DISTINCT index_name) FROM information_schema.statistics WHERE table_schema = database()"
                        + " AND table_name = 't' AND index_name = '" + name + "'";
    }

    /** A reader of the target must neither be cut off nor hold everything up in silence. */
    @ParameterizedTest
    @MethodSource("targets")
    void changeThatWaitsForALockOnTheTargetSaysSoAndTriesAgain(TargetSide side) throws Exception {
        try (Replication replication = open(side);
                Connection source = replication.source();
                Connection reader = replication.target()) {
            execute(source, TABLE, ROWS);
            replication.start().awaitStreaming();
            reader.setAutoCommit(false);
            assertThat(texts(reader, "SELECT id FROM t")).hasSize(2);
            execute(source, "ALTER TABLE t ADD COLUMN n INT", "INSERT INTO t (id, s, n) VALUES (3, 'three', 3)");
            replication.await(
                    "told",
                    () -> replication.events().stream()
                            .anyMatch(event -> event.text().contains("holds a lock on the table")));
            assertThat(texts(reader, "SELECT id FROM t")).hasSize(2);
            reader.rollback();
            replication.awaitCaughtUp().assertEqual();
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void instantAndOnlineChangesOfTheServerAreFollowed(TargetSide side) throws Exception {
        try (Replication replication = open(side);
                Connection source = replication.source()) {
            execute(source, TABLE, ROWS);
            replication.start().awaitStreaming();
            execute(
                    source,
                    "ALTER TABLE t ADD COLUMN n INT DEFAULT 4, ALGORITHM=INSTANT",
                    "UPDATE t SET n = 5 WHERE id = 1",
                    "ALTER TABLE t ADD COLUMN m INT NOT NULL FIRST, ALGORITHM=INSTANT",
                    "INSERT INTO t (m, id, s) VALUES (7, 3, 'three')");
            replication.awaitCaughtUp();
            execute(
                    source,
                    "ALTER TABLE t ALTER COLUMN n SET DEFAULT 6, ALGORITHM=INSTANT",
                    "ALTER TABLE t RENAME COLUMN v TO w, ALGORITHM=INSTANT",
                    "ALTER TABLE t ADD INDEX by_w (w), ALGORITHM=INPLACE, LOCK=NONE",
                    "INSERT INTO t (m, id, s, w) VALUES (8, 4, 'four', 9)",
                    "OPTIMIZE TABLE t",
                    "ALTER TABLE t ENGINE=InnoDB",
                    "DELETE FROM t WHERE id = 2");
            replication.awaitCaughtUp().assertEqual();
            assertThat(replication.status().retries()).isZero();
        }
    }

    /** The statements of gh-ost and of pt-online-schema-change, whose shadow tables are not replicated. */
    @ParameterizedTest
    @MethodSource("targets")
    void onlineSchemaChangeEndsInTheNewStructureWithEveryRow(TargetSide side) throws Exception {
        for (String[] shadow : new String[][] {{"_t_gho", "_t_del"}, {"_t_new", "_t_old"}}) {
            try (Replication replication = open(side);
                    Connection source = replication.source()) {
                execute(source, TABLE, ROWS);
                replication.start().awaitStreaming();
                execute(
                        source,
                        "create /* gh-ost */ table " + shadow[0] + " like t",
                        "alter /* gh-ost */ table " + shadow[0]
                                + " ADD COLUMN n INT NOT NULL DEFAULT 4, MODIFY v BIGINT",
                        "INSERT INTO t VALUES (3, 30, 'three', 3, 'b')",
                        "INSERT INTO " + shadow[0] + " (id, v, s, d, e) SELECT id, v, s, d, e FROM t",
                        "rename /* gh-ost */ table t to " + shadow[1] + ", " + shadow[0] + " to t",
                        "INSERT INTO t VALUES (4, 1 << 40, 'four', 4, 'a', 44)",
                        "DROP TABLE " + shadow[1]);
                replication.awaitCaughtUp();
                assertThat(texts(replication.target(), "SELECT id, v, n FROM t ORDER BY id"))
                        .containsExactly("1 10 4", "2 null 4", "3 30 4", "4 1099511627776 44");
                assertThat(replication.status().retries()).isZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void tableThatTakesThePlaceOfAnotherStops(TargetSide side) throws Exception {
        try (Replication replication = open(side);
                Connection source = replication.source()) {
            execute(source, TABLE, ROWS);
            replication.start().awaitStreaming();
            execute(source, "CREATE TABLE mine LIKE t", "RENAME TABLE t TO former, mine TO t");
            assertThat(replication.awaitFailure())
                    .hasMessageContainingAll("RENAME TABLE", "mine", "rows are not known", "ddl.other")
                    .extracting("kind")
                    .isEqualTo(ErrorKind.SCHEMA_CHANGED);
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void statementThatTheParserDoesNotUnderstandStopsWithTheWayOn(TargetSide side) throws Exception {
        String database = ServerPair.newDatabase(side);
        String odd = "ALTER TABLE t ADD COLUMN q INT DEFAULT (id + 0 MEMBER OF ('[1]')), ALGORITHM=COPY";
        try (Replication replication = Replication.to(side, database);
                Connection source = replication.source()) {
            execute(source, TABLE, ROWS);
            replication.start().awaitStreaming();
            execute(source, odd, "INSERT INTO t (id, s) VALUES (3, 'x')");
            assertThat(replication.awaitFailure())
                    .hasMessageContainingAll(odd, "ends at", "ddl.")
                    .extracting("kind")
                    .isEqualTo(ErrorKind.SCHEMA_CHANGED);
            execute(
                    replication.target(),
                    "ALTER TABLE t ADD COLUMN q INT DEFAULT 0",
                    "UPDATE t SET q = 1 WHERE id = 1");
        }
        try (Replication replication = Replication.to(side, database)) {
            replication.start().awaitCaughtUp().assertEqual();
        }
    }

    /** What has to be stored with the change fails, as if the process had ended between the two. */
    @ParameterizedTest
    @MethodSource("targets")
    void changeThatWasCutOffInTheMiddleIsMadeOnce(TargetSide side) throws Exception {
        String database = ServerPair.newDatabase(side);
        try (Replication first = Replication.to(side, database);
                Connection source = first.source();
                Connection target = first.target()) {
            execute(source, TABLE, ROWS);
            first.start().awaitStreaming();
            Cut cut = new Cut(side, target);
            cut.make();
            execute(
                    source,
                    "UPDATE t SET v = 12 WHERE id = 1",
                    "ALTER TABLE t ADD COLUMN x INT NOT NULL DEFAULT 3, RENAME COLUMN v TO w, MODIFY s VARCHAR(300),"
                            + " ADD COLUMN y INT NOT NULL",
                    "INSERT INTO t (id, s, w, y) VALUES (3, 'three', 33, 4)",
                    "ALTER TABLE t ADD COLUMN z INT DEFAULT 9");
            first.awaitFailure();
            assertThat(texts(target, "SELECT id FROM t ORDER BY id")).containsExactly("1", "2");
            cut.mend();
        }
        try (Replication second = Replication.to(side, database)) {
            second.start().awaitCaughtUp().assertEqual();
        }
    }

    /** Lets new structures not be stored. */
    private record Cut(TargetSide side, Connection target) {
        void make() throws SQLException {
            if (side.server().engine() == Engine.POSTGRESQL) {
                execute(target, """
                        CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN RAISE 'cut off'; END $$""", """
                        CREATE TRIGGER cut BEFORE UPDATE OF definition ON replicator_table
                        FOR EACH ROW EXECUTE FUNCTION cut()""");
            } else {
                execute(target, """
                        CREATE TRIGGER cut BEFORE UPDATE ON replicator_table FOR EACH ROW
                        IF NEW.definition <> OLD.definition THEN
                          SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'cut off'; END IF""");
            }
        }

        void mend() throws SQLException {
            execute(
                    target,
                    side.server().engine() == Engine.POSTGRESQL ? "DROP FUNCTION cut CASCADE" : "DROP TRIGGER cut");
        }
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                StringJoiner text = new StringJoiner(" ");
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    text.add(row.getString(i));
                }
                texts.add(text.toString());
            }
        }
        return texts;
    }
}
