package io.replicator.pipeline;

import static io.replicator.pipeline.ServerPair.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.pipeline.plan.ColumnGlobs;
import io.replicator.pipeline.plan.PlanChoices;
import io.replicator.pipeline.plan.TableRenames;
import io.replicator.pipeline.plan.TypeOverrides;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the user wants other than it is at the source holds for copied rows and for changes. */
class ChoicesIT {
    private static final Pair MYSQL = Pair.MYSQL_TO_POSTGRESQL;
    private static final String EVENT =
            "CREATE TABLE event (id int PRIMARY KEY, flag tinyint(1), code varchar(36), at datetime, price decimal(10,2),"
                    + " n int, kind enum('a','bb'), day date, text varchar(20), doc json)";
    private static final Map<String, String> TYPES = Map.of(
            "event.flag", "boolean",
            "event.code", "uuid",
            "event.at", "timestamp with time zone",
            "event.price", "numeric(8,1)",
            "event.n", "text",
            "event.kind", "varchar(5)",
            "event.day", "varchar(10)",
            "event.text", "varchar(5)",
            "event.doc", "json");

    static List<Arguments> pairs() {
        return Pair.chosen(
                Arguments.of(Pair.MYSQL_TO_POSTGRESQL),
                Arguments.of(Pair.MYSQL_TO_MYSQL),
                Arguments.of(Pair.MARIADB_TO_MARIADB),
                Arguments.of(Pair.POSTGRESQL_TO_POSTGRESQL),
                Arguments.of(Pair.POSTGRESQL_TO_MARIADB));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void excludedColumnsStayAwayAndTablesHaveOtherNames(Pair pair) throws Exception {
        String database = pair.newDatabase();
        boolean postgreSql = pair.name().startsWith("POSTGRESQL");
        String archive = database + "_archive";
        try (Replication replication = pair.open(database);
                Connection source = replication.source();
                Connection target = replication.target()) {
            execute(
                    source,
                    "CREATE TABLE person (id int PRIMARY KEY, secret varchar(40) NOT NULL UNIQUE, name varchar(40))",
                    "CREATE TABLE log (extra int, word varchar(20), number int)",
                    postgreSql ? "ALTER TABLE log REPLICA IDENTITY FULL" : "SELECT 1",
                    "INSERT INTO person VALUES (1, 'x', 'one'), (2, 'y', 'two'), (3, 'z', 'three')",
                    "INSERT INTO log VALUES (1, 'a', 1), (2, 'a', 1), (3, 'b', 2)");
            replication
                    .with(new PlanChoices(
                            new ColumnGlobs(List.of("person.secret", "*.extra")),
                            new TableRenames(Map.of(
                                    "person", "people", (postgreSql ? "public" : database) + ".*", archive + ".*")),
                            TypeOverrides.NONE))
                    .start()
                    .awaitStreaming();
            execute(
                    source,
                    "UPDATE person SET secret = 'u' WHERE id = 1",
                    "UPDATE person SET name = 'zwei', secret = 'x' WHERE id = 2",
                    "DELETE FROM person WHERE id = 3",
                    "INSERT INTO person VALUES (4, 'z', 'four')",
                    "DELETE FROM log WHERE extra = 2",
                    "INSERT INTO log VALUES (9, 'c', 3)");
            replication.awaitCaughtUp().assertEqual();
            assertThat(texts(target, "SELECT id, name FROM " + archive + ".people ORDER BY id"))
                    .containsExactly("1 one", "2 zwei", "4 four");
            assertThat(texts(target, "SELECT word, number FROM " + archive + ".log ORDER BY word"))
                    .containsExactly("a 1", "b 2", "c 3");
            assertThat(texts(
                            target,
                            "SELECT column_name FROM information_schema.columns WHERE table_schema = '" + archive
                                    + "' ORDER BY 1"))
                    .containsExactly("id", "name", "number", "word");
        }
    }

    @Test
    void aColumnThatTheUsersOwnTableMustHaveIsNotExcluded() throws Exception {
        try (Replication replication = MYSQL.open(MYSQL.newDatabase());
                Connection source = replication.source();
                Connection target = replication.target()) {
            execute(source, "CREATE TABLE t (id int PRIMARY KEY, must int NOT NULL)");
            execute(target, "CREATE TABLE t (id int PRIMARY KEY, must int NOT NULL)");
            replication.with(
                    new PlanChoices(new ColumnGlobs(List.of("t.must")), TableRenames.NONE, TypeOverrides.NONE));
            ReplicationException failure = replication.start().awaitFailure();
            assertThat(failure.kind()).isEqualTo(ErrorKind.SCHEMA_MISMATCH);
            assertThat(failure).hasMessageContaining("column must is NOT NULL without default");
        }
    }

    /** PostgreSQL's log has no generated values, and MySQL does not compute them. */
    @Test
    void aGeneratedColumnThatNobodyCanFillIsRefusedUnlessExcluded() throws Exception {
        Pair pair = Pair.POSTGRESQL_TO_MYSQL;
        String database = pair.newDatabase();
        try (Replication replication = pair.open(database);
                Connection source = replication.source()) {
            execute(source, "CREATE TABLE t (id int PRIMARY KEY, twice int GENERATED ALWAYS AS (id * 2) STORED)");
            ReplicationException failure = replication.start().awaitFailure();
            assertThat(failure.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
            assertThat(failure).hasMessageContainingAll("column twice", "tables.exclude_columns");
        }
        try (Replication replication = pair.open(database);
                Connection source = replication.source()) {
            replication
                    .with(new PlanChoices(
                            new ColumnGlobs(List.of("public.t.twice")), TableRenames.NONE, TypeOverrides.NONE))
                    .start()
                    .awaitStreaming();
            execute(source, "INSERT INTO t VALUES (1)");
            replication.awaitCaughtUp().assertEqual();
        }
    }

    @Test
    void chosenTypesHoldTheSameValues() throws Exception {
        String database = MYSQL.newDatabase();
        try (Replication replication = MYSQL.open(database).with(types(TYPES));
                Connection source = replication.source()) {
            execute(source, "SET sql_mode = 'ALLOW_INVALID_DATES'", EVENT, event(1, "1", "0000-00-00", "7.50"));
            replication.start().awaitStreaming();
        }
        try (Replication replication = MYSQL.open(database).with(types(TYPES));
                Connection source = replication.source();
                Connection target = replication.target()) {
            execute(source, "SET sql_mode = 'ALLOW_INVALID_DATES'");
            replication.start().awaitStreaming();
            execute(source, event(2, "0", "2023-02-30", "-7.10"), event(3, "NULL", "2024-01-01", "0"));
            execute(source, "UPDATE event SET flag = 1 - flag, n = -n, doc = '[2]' WHERE id < 3");
            replication.awaitCaughtUp().assertEqual();
            execute(target, "SET timezone = 'UTC'");
            assertThat(texts(target, "SELECT id, flag, at, price, n, day, doc FROM event ORDER BY id"))
                    .containsExactly(
                            "1 f 2024-05-06 07:08:09+00 7.5 -42 0000-00-00 [2]",
                            "2 t 2024-05-06 07:08:09+00 -7.1 -42 2023-02-30 [2]",
                            "3 null 2024-05-06 07:08:09+00 0.0 42 2024-01-01 {\"a\": 1}");
        }
    }

    /** A column, and what its chosen type does not hold as it is. */
    static List<Arguments> valuesThatDoNotFit() {
        return List.of(
                Arguments.of("flag", "2"),
                Arguments.of("code", "'8F14E45F-CEEA-467F-9575-1A2B3C4D5E6F'"),
                Arguments.of("price", "0.25"),
                Arguments.of("price", "99999999"),
                Arguments.of("text", "'abcdef'"),
                Arguments.of("text", "'abcde   '"));
    }

    @ParameterizedTest
    @MethodSource("valuesThatDoNotFit")
    void aValueThatDoesNotFitStopsTheRun(String column, String value) throws Exception {
        String insert = "INSERT INTO event (id, " + column + ") VALUES (1, " + value + ")";
        try (Replication replication = MYSQL.open(MYSQL.newDatabase()).with(types(TYPES));
                Connection source = replication.source()) {
            execute(source, EVENT);
            replication.start().awaitStreaming();
            execute(source, insert);
            assertThat(replication.awaitFailure().kind()).isEqualTo(ErrorKind.VALUE);
        }
        try (Replication replication = MYSQL.open(MYSQL.newDatabase()).with(types(TYPES));
                Connection source = replication.source()) {
            execute(source, EVENT, insert);
            assertThat(replication.start().awaitFailure().kind()).isEqualTo(ErrorKind.VALUE);
        }
    }

    static List<Arguments> pairsToTheFamily() {
        return Pair.chosen(
                Arguments.of(Pair.MYSQL_TO_MYSQL, "bigint"),
                Arguments.of(Pair.MYSQL_TO_MARIADB, "bigint(20)"),
                Arguments.of(Pair.POSTGRESQL_TO_MYSQL, "bigint"));
    }

    @ParameterizedTest
    @MethodSource("pairsToTheFamily")
    void typesOfTheFamilyAreChosenToo(Pair pair, String bigint) throws Exception {
        String database = pair.newDatabase();
        Map<String, String> types =
                Map.of("t.id", "bigint", "t.price", "varchar(12)", "t.at", "datetime(3)", "t.name", "text");
        try (Replication replication = pair.open(database).with(types(types));
                Connection source = replication.source()) {
            execute(
                    source,
                    "CREATE TABLE t (id int PRIMARY KEY, price decimal(10,2), at timestamp(6) NULL, name varchar(50))",
                    "INSERT INTO t VALUES (1, 1.50, '2024-01-01 00:00:00.125', 'ä')");
            replication.start().awaitStreaming();
        }
        try (Replication replication = pair.open(database).with(types(types));
                Connection source = replication.source();
                Connection target = replication.target()) {
            replication.start().awaitStreaming();
            execute(source, "INSERT INTO t VALUES (2, -0.05, '2024-01-01 00:00:00.5', 'b')");
            replication.awaitCaughtUp().assertEqual();
            assertThat(texts(target, "SELECT id, price FROM t ORDER BY id")).containsExactly("1 1.50", "2 -0.05");
            assertThat(texts(
                            target,
                            "SELECT COLUMN_TYPE FROM information_schema.columns WHERE table_schema = DATABASE()"
                                    + " AND table_name = 't' ORDER BY ordinal_position"))
                    .containsExactly(bigint, "varchar(12)", "datetime(3)", "text");
            execute(source, "INSERT INTO t VALUES (3, 0, '2024-01-01 00:00:00.0005', 'c')");
            assertThat(replication.awaitFailure().kind()).isEqualTo(ErrorKind.VALUE);
        }
    }

    private static PlanChoices types(Map<String, String> columns) {
        return new PlanChoices(ColumnGlobs.NONE, TableRenames.NONE, new TypeOverrides(columns, Map.of()));
    }

    private static String event(int id, String flag, String day, String price) {
        return "INSERT INTO event VALUES (" + id + ", " + flag + ", '8f14e45f-ceea-467f-9575-1a2b3c4d5e6f',"
                + " '2024-05-06 07:08:09', " + price + ", 42, 'bb', '" + day + "', 'abc  ', '{\"a\": 1}')";
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                StringBuilder text = new StringBuilder(String.valueOf(row.getString(1)));
                for (int i = 2; i <= row.getMetaData().getColumnCount(); i++) {
                    text.append(' ').append(row.getString(i));
                }
                rows.add(text.toString());
            }
        }
        return rows;
    }
}
