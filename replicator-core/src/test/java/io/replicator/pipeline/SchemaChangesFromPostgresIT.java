package io.replicator.pipeline;

import static io.replicator.pipeline.ServerPair.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.error.ErrorKind;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes of structure at a PostgreSQL source, which its log shows with the next row only. */
class SchemaChangesFromPostgresIT {
    private static final String[] TABLE = {
        "CREATE TABLE t (id int PRIMARY KEY, v int, s varchar(20))",
        "INSERT INTO t VALUES (1, 10, 'one'), (2, NULL, 'two')"
    };

    static List<Pair> pairs() {
        return List.of(Pair.POSTGRESQL_TO_POSTGRESQL, Pair.POSTGRESQL_TO_MYSQL);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void newAndWiderColumnsAreFollowed(Pair pair) throws Exception {
        try (Replication replication = pair.open(pair.newDatabase());
                Connection source = replication.source()) {
            execute(source, TABLE);
            replication.start().awaitStreaming();
            execute(
                    source,
                    "UPDATE t SET v = 11 WHERE id = 1",
                    "ALTER TABLE t ADD COLUMN n int, ADD COLUMN w varchar(9) NOT NULL DEFAULT 'it''s', ADD COLUMN b boolean"
                            + " DEFAULT true, ADD COLUMN x bytea DEFAULT '\\x00ff'",
                    "INSERT INTO t VALUES (3, 30, 'three', 3, 'w', false, '\\x01')");
            replication.awaitCaughtUp();
            execute(
                    source,
                    "ALTER TABLE t ALTER v TYPE bigint, ALTER s TYPE varchar(100)",
                    "ALTER TABLE t ADD COLUMN m int",
                    "ALTER TABLE t ALTER w SET DEFAULT 'else', ALTER w DROP NOT NULL",
                    "INSERT INTO t (id, v, s) VALUES (4, 1::bigint << 40, repeat('x', 90))");
            replication.awaitCaughtUp().assertEqual();
            assertThat(replication.status().retries()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void whatTheLogDoesNotTellStopsUntilTheTargetHasIt(Pair pair) throws Exception {
        String database = pair.newDatabase();
        try (Replication replication = pair.open(database);
                Connection source = replication.source()) {
            execute(source, TABLE);
            replication.start().awaitStreaming();
            execute(source, "ALTER TABLE t RENAME COLUMN v TO w", "INSERT INTO t VALUES (3, 30, 'three')");
            assertThat(replication.awaitFailure())
                    .hasMessageContainingAll("v integer", "w integer", "another name")
                    .extracting("kind")
                    .isEqualTo(ErrorKind.SCHEMA_CHANGED);
            execute(replication.target(), "ALTER TABLE t RENAME COLUMN v TO w");
        }
        try (Replication replication = pair.open(database)) {
            replication.start().awaitCaughtUp().assertEqual();
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aDefaultThatCameLaterIsNotTakenForTheValueOfOldRows(Pair pair) throws Exception {
        try (Replication replication = pair.open(pair.newDatabase());
                Connection source = replication.source()) {
            execute(source, TABLE);
            replication.start().awaitStreaming();
            execute(
                    source,
                    "ALTER TABLE t ADD COLUMN n int",
                    "ALTER TABLE t ALTER n SET DEFAULT 7",
                    "INSERT INTO t (id) VALUES (3)");
            replication.awaitCaughtUp().assertEqual();
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void rowsOfATableWithAnotherNameAreNotLeftOut(Pair pair) throws Exception {
        String database = pair.newDatabase();
        try (Replication replication = pair.open(database);
                Connection source = replication.source()) {
            execute(source, TABLE);
            replication.start().awaitStreaming();
            execute(source, "ALTER TABLE t RENAME TO u", "INSERT INTO u VALUES (3, 30, 'three')");
            assertThat(replication.awaitFailure())
                    .hasMessageContaining("public.t")
                    .extracting("kind")
                    // Whether the log or the publication tells it first.
                    .isIn(ErrorKind.SCHEMA_CHANGED, ErrorKind.POSITION_LOST);
            execute(source, "ALTER TABLE u RENAME TO t", "INSERT INTO t VALUES (4, 40, 'four')");
        }
        try (Replication replication = pair.open(database)) {
            replication.start().awaitCaughtUp().assertEqual();
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void anotherTableInThePlaceOfOneStops(Pair pair) throws Exception {
        try (Replication replication = pair.open(pair.newDatabase());
                Connection source = replication.source()) {
            execute(source, TABLE);
            replication.start().awaitStreaming();
            execute(
                    source,
                    "BEGIN",
                    "CREATE TABLE n (LIKE t INCLUDING ALL)",
                    "ALTER TABLE t RENAME TO o",
                    "ALTER TABLE n RENAME TO t",
                    "COMMIT",
                    "INSERT INTO t VALUES (3, 30, 'three')");
            assertThat(replication.awaitFailure())
                    .hasMessageContainingAll("publication", "public.t")
                    .extracting("kind")
                    .isEqualTo(ErrorKind.POSITION_LOST);
        }
    }

    /** The old rows hold 7, of which the catalog knows nothing any more. */
    @ParameterizedTest
    @MethodSource("pairs")
    void aTableThatWasWrittenAnewStops(Pair pair) throws Exception {
        try (Replication replication = pair.open(pair.newDatabase());
                Connection source = replication.source()) {
            execute(source, TABLE);
            replication.start().awaitStreaming();
            execute(
                    source,
                    "ALTER TABLE t ADD COLUMN n int DEFAULT 7",
                    "VACUUM FULL t",
                    "INSERT INTO t (id) VALUES (3)");
            assertThat(replication.awaitFailure()).hasMessageContainingAll("only the source knows", "ddl.other");
        }
    }
}
