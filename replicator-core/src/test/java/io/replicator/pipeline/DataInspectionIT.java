package io.replicator.pipeline;

import static io.replicator.pipeline.ServerPair.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.pipeline.plan.ColumnGlobs;
import io.replicator.pipeline.plan.Doubt;
import io.replicator.pipeline.plan.Plan;
import io.replicator.pipeline.plan.PlanChoices;
import io.replicator.pipeline.plan.TableRenames;
import io.replicator.pipeline.plan.TypeOverrides;
import java.sql.Connection;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a catalog cannot tell is found by reading the tables, which changes nothing. */
class DataInspectionIT {

    @Test
    void rowsThatPostgreSqlCannotHoldAreCountedWithTheKeyOfOne() throws Exception {
        Pair pair = Pair.MYSQL_TO_POSTGRESQL;
        try (Replication replication = pair.open(pair.newDatabase());
                Connection source = replication.source()) {
            execute(
                    source,
                    "SET sql_mode = 'ALLOW_INVALID_DATES'",
                    "CREATE TABLE t (a int, b varchar(9), day date, text varchar(50), n int, PRIMARY KEY (a, b))",
                    "INSERT INTO t VALUES (1, 'x', '2024-01-01', 'plain', 1), (2, 'x', '0000-00-00', CONCAT('a', CHAR(0), 'b'), 40000),"
                            + " (3, 'y', '2023-02-30', 'much too long', -40000)",
                    "CREATE TABLE keyless (day date)",
                    "INSERT INTO keyless VALUES ('0000-00-00'), ('2024-01-01')");
            replication.with(new PlanChoices(
                    ColumnGlobs.NONE,
                    TableRenames.NONE,
                    new TypeOverrides(Map.of("t.text", "varchar(5)", "t.n", "smallint"), Map.of())));
            Plan plan = plan(replication);
            assertThat(plan.isLossy()).isTrue();
            assertThat(plan.doubts())
                    .extracting(DataInspectionIT::text)
                    .containsExactlyInAnyOrder(
                            "keyless column day: 1 ()",
                            "t column day: 2 (a=2, b=x)",
                            "t column text: 1 (a=2, b=x)",
                            "t column text: 1 (a=3, b=y)",
                            "t column n: 2 (a=2, b=x)");
            assertThat(plan.doubts().toString())
                    .contains("values.zero_dates", "NUL", "varchar(5)", "smallint")
                    .doesNotContain("much too long", "40000");
            assertThat(plan.tables()).allMatch(table -> !table.isRefused());
        }
    }

    @Test
    void rowsThatMySqlCannotHoldAreCounted() throws Exception {
        Pair pair = Pair.POSTGRESQL_TO_MYSQL;
        try (Replication replication = pair.open(pair.newDatabase());
                Connection source = replication.source()) {
            execute(
                    source,
                    "CREATE TABLE t (id text PRIMARY KEY, day date, at timestamptz, ratio float8, price numeric(8,2))",
                    "INSERT INTO t VALUES ('1', 'infinity', '2024-01-01', 'NaN', 1),"
                            + " ('2', '0044-03-15 BC', '12024-01-01', '-Infinity', 'NaN'), ('3', '2024-01-01', NULL, 0.5, 2),"
                            + " (repeat('x', 800), NULL, NULL, NULL, NULL)");
            assertThat(plan(replication).doubts())
                    .extracting(DataInspectionIT::text)
                    .containsExactlyInAnyOrder(
                            "t column day: 2 (id=1)",
                            "t column ratio: 2 (id=1)",
                            "t column at: 1 (id=2)",
                            "t column price: 1 (id=2)",
                            "t column id: 1 (id=" + "x".repeat(800) + ")");
        }
    }

    @Test
    void keysThatALooserCollationMayTakeForTheSameAreFound() throws Exception {
        Pair pair = Pair.MARIADB_TO_MYSQL;
        try (Replication replication = pair.open(pair.newDatabase());
                Connection source = replication.source()) {
            execute(
                    source,
                    "CREATE TABLE t (id int PRIMARY KEY, name varchar(20) COLLATE utf8mb4_general_nopad_ci, UNIQUE (name))",
                    "INSERT INTO t VALUES (1, 'a'), (2, 'a '), (3, 'b'), (4, NULL), (5, NULL)",
                    "CREATE TABLE same (name varchar(20) COLLATE utf8mb4_bin PRIMARY KEY)",
                    "INSERT INTO same VALUES ('a'), ('A')");
            assertThat(plan(replication).doubts())
                    .extracting(DataInspectionIT::text)
                    .containsExactly("t key (name): 1 (id=2)");
        }
    }

    /** Two rows would be one, as the server takes the second for a change of the first. */
    @Test
    void aTableOfTheUsersOwnMustTellKeysApartAsTheSourceDoes() throws Exception {
        Pair pair = Pair.POSTGRESQL_TO_MYSQL;
        String database = pair.newDatabase();
        try (Replication replication = pair.open(database);
                Connection source = replication.source();
                Connection target = replication.target()) {
            execute(
                    source,
                    "CREATE TABLE t (name varchar(20) PRIMARY KEY, v int)",
                    "INSERT INTO t VALUES ('a', 1), ('A', 2), ('a ', 3)");
            execute(target, "CREATE TABLE t (name varchar(20) PRIMARY KEY, v int) COLLATE utf8mb4_0900_ai_ci");
            assertThat(replication.start().awaitFailure())
                    .hasMessageContaining("column name compares by utf8mb4_0900_ai_ci");
            execute(
                    target,
                    "DROP TABLE t",
                    "CREATE TABLE t (name varchar(20) COLLATE utf8mb4_0900_bin PRIMARY KEY, v int)");
            try (Replication again = pair.open(database)) {
                again.start().awaitStreaming().assertEqual();
            }
        }
    }

    @Test
    void tablesThatArriveAsTheyAreRaiseNoDoubt() throws Exception {
        Pair pair = Pair.POSTGRESQL_TO_POSTGRESQL;
        try (Replication replication = pair.open(pair.newDatabase());
                Connection source = replication.source()) {
            execute(
                    source,
                    "CREATE TABLE t (id int PRIMARY KEY, day date, ratio float8)",
                    "INSERT INTO t VALUES (1, 'infinity', 'NaN')");
            Plan plan = plan(replication);
            assertThat(plan.doubts()).isEmpty();
            assertThat(plan.isLossy()).isFalse();
        }
    }

    private static Plan plan(Replication replication) {
        return new Preflight(replication.sourceParts(), replication.targetParts()).planWithData();
    }

    private static String text(Doubt doubt) {
        return doubt.table().name() + " " + doubt.subject() + ": " + doubt.rows() + " (" + doubt.exampleKey() + ")";
    }
}
