package io.replicator.pipeline;

import static io.replicator.pipeline.ServerPair.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.error.ErrorKind;
import io.replicator.snapshot.SnapshotSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables without a primary key whose rows a unique key of NOT NULL columns tells apart. */
class UniqueKeyIT {
    static List<Arguments> pairs() {
        return Pair.chosen(
                Arguments.of(Pair.MYSQL_TO_POSTGRESQL, ""),
                Arguments.of(Pair.MYSQL_TO_MARIADB, ""),
                Arguments.of(Pair.MARIADB_TO_MYSQL, ""),
                Arguments.of(Pair.POSTGRESQL_TO_POSTGRESQL, "FULL"),
                Arguments.of(Pair.POSTGRESQL_TO_POSTGRESQL, "USING INDEX by_place"),
                Arguments.of(Pair.POSTGRESQL_TO_MYSQL, "USING INDEX by_place"));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void rowsAreCopiedInChunksAndFoundByTheUniqueKey(Pair pair, String identity) throws Exception {
        try (Replication replication = pair.open(pair.newDatabase());
                Connection source = replication.source();
                Connection target = replication.target()) {
            create(source, identity);
            replication.with(new SnapshotSettings(2, 1 << 20, 100, 100)).start().awaitStreaming();
            assertThat(number(target, "SELECT count(*) FROM replicator_chunk")).isGreaterThan(1);
            execute(
                    source,
                    "UPDATE seat SET guest = 'new' WHERE place = 7",
                    "UPDATE seat SET place = 1000 WHERE place = 8",
                    "DELETE FROM seat WHERE place = 9",
                    "INSERT INTO seat VALUES (1, 9, 'again', 1), (2, 9, NULL, NULL)");
            replication.awaitCaughtUp().assertEqual();
            assertThat(number(target, "SELECT count(*) FROM seat WHERE guest = 'new'"))
                    .isOne();
            assertThat(number(target, "SELECT count(*) FROM seat")).isEqualTo(351);
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aDroppedKeyStopsTheRunBeforeRowsAreMistakenForEachOther(Pair pair, String identity) throws Exception {
        try (Replication replication = pair.open(pair.newDatabase());
                Connection source = replication.source()) {
            create(source, identity);
            replication.start().awaitStreaming();
            boolean mySql = identity.isEmpty();
            execute(source, mySql ? "ALTER TABLE seat DROP KEY by_place" : "ALTER TABLE seat DROP CONSTRAINT by_place");
            execute(source, "INSERT INTO seat VALUES (1, 9, 'second', NULL)");
            assertThat(replication.awaitFailure().kind()).isIn(ErrorKind.SCHEMA_CHANGED, ErrorKind.SOURCE_SETTING);
        }
    }

    @Test
    void aTableOfTheUsersOwnMayHaveItAsPrimaryKey() throws Exception {
        try (Replication replication = Pair.MYSQL_TO_POSTGRESQL.open(Pair.MYSQL_TO_POSTGRESQL.newDatabase());
                Connection source = replication.source();
                Connection target = replication.target()) {
            create(source, "");
            execute(
                    target,
                    "CREATE TABLE seat (hall int, place int, guest text, ticket int, PRIMARY KEY (hall, place))");
            replication.start().awaitStreaming();
            execute(source, "DELETE FROM seat WHERE place = 3");
            replication.awaitCaughtUp().assertEqual();
        }
    }

    private static void create(Connection source, String identity) throws SQLException {
        execute(
                source,
                "CREATE TABLE seat (hall int NOT NULL, place int NOT NULL, guest varchar(20), ticket int,"
                        + " CONSTRAINT by_place UNIQUE (hall, place), CONSTRAINT a_ticket UNIQUE (ticket))",
                IntStream.rangeClosed(1, 350)
                        .mapToObj(i -> "(1, " + i + ", 'g" + i + "', NULL)")
                        .collect(Collectors.joining(", ", "INSERT INTO seat VALUES ", "")));
        if (!identity.isEmpty()) {
            execute(source, "ALTER TABLE seat REPLICA IDENTITY " + identity);
        }
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
