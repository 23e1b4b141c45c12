package io.replicator.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.replicator.dialect.TargetSchema.DeferredObject;
import io.replicator.pipeline.plan.GoldenPlanTest;
import io.replicator.pipeline.plan.TablePlan;
import io.replicator.testkit.DatabaseServer;
import io.replicator.testkit.Servers;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the planned DDL on a real server. */
final class PostgresSchemaIT {
    private static final Path CASES = Path.of("src/test/resources/plan");

    private static DatabaseServer server;
    private static int databases;

    @BeforeAll
    static void start() {
        server = Servers.postgreSql();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static PlannedDatabase database(Path planCase) throws SQLException, IOException {
        return new PlannedDatabase(server, "plan" + databases++, planCase);
    }

    private static PlannedDatabase created(String planCase) throws SQLException, IOException {
        PlannedDatabase database = database(CASES.resolve(planCase));
        database.createTables();
        return database;
    }

    /** The server of the tests has no PostGIS. */
    static List<Path> cases() throws IOException {
        return GoldenPlanTest.cases().stream()
                .filter(planCase -> !planCase.endsWith("postgis"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatIsPlannedCanBeCreatedAndFits(Path planCase) throws Exception {
        try (PlannedDatabase database = database(planCase)) {
            for (TablePlan table : database.plan().tables()) {
                assertThat(database.schema().differences(database.replicator(), table.mapping()))
                        .isEmpty();
            }
            if (database.plan().isRefused()) {
                return;
            }
            database.createTables();
            for (DeferredObject object : database.plan().deferred()) {
                assertThat(database.schema().exists(database.replicator(), object))
                        .isFalse();
                database.run(object.ddl());
                assertThat(database.schema().exists(database.replicator(), object))
                        .as(object.name())
                        .isTrue();
            }
            for (TablePlan table : database.plan().tables()) {
                assertThat(database.schema().differences(database.replicator(), table.mapping()))
                        .hasValue(List.of());
            }
        }
    }

    @Test
    void defaultsGiveTheSourcesValues() throws Exception {
        try (PlannedDatabase database = created("types")) {
            database.run("""
                    INSERT INTO "Shop Data"."types" (u1, i2, u2, i3, u3, i4, u4, udec, c0, txt, ltxt, bl, lbl, p, odd)
                    VALUES (1, 1, 1, 1, 1, 1, 1, 1, '', '', '', '', '', '', '')""");
            assertThat(value(database, "u8")).isEqualTo("5");
            assertThat(value(database, "i8")).isEqualTo("-9223372036854775808");
            assertThat(value(database, "dec")).isEqualTo("1.500000000000000000000000000000");
            assertThat(value(database, "f8")).isEqualTo("1e+100");
            assertThat(value(database, "bits")).isEqualTo("0000000101");
            assertThat(value(database, "t")).isEqualTo("-838:59:59");
            assertThat(value(database, "ts")).isEqualTo("2024-01-01 12:00:00+00");
            assertThat(value(database, "c")).isEqualTo("a'b");
            assertThat(value(database, "vc")).isEqualTo("back\\slash");
            assertThat(value(database, "b")).isEqualTo("\\x61000000");
            assertThat(value(database, "j")).isEqualTo("[]");
            assertThat(value(database, "id")).hasSize(36);
            assertThat(value(database, "e")).isNull();
        }
    }

    private static String value(PlannedDatabase database, String column) throws SQLException {
        return database.ask("SELECT \"" + column + "\"::text FROM \"Shop Data\".\"types\"");
    }

    @ParameterizedTest
    @CsvSource({
        "838:59:59.999999",
        "-838:59:59.999999",
        "00:00:00.000001",
        "-00:00:00.000001",
        "-00:00:01",
        "24:00:00",
        "100:00:00.5"
    })
    void timesKeepTheirWholeRange(String time) throws Exception {
        try (PlannedDatabase database = created("types")) {
            assertThat(database.ask("SELECT '" + time + "'::interval(6)::text")).isEqualTo(time);
        }
    }

    @Test
    void labelsAreCheckedAndTheErrorValueIsKept() throws Exception {
        try (PlannedDatabase database = created("booking")) {
            database.run(
                    "INSERT INTO bookings (customer_id, status) VALUES (1, ''), (1, 'paid, in full'), (1, 'it''s off')");
            assertThatThrownBy(() -> database.run("INSERT INTO bookings (customer_id, status) VALUES (1, 'lost')"))
                    .hasMessageContaining("bookings_status_labels");
        }
    }

    @Test
    void generatedColumnsAreComputedAndUntranslatedOnesWritten() throws Exception {
        try (PlannedDatabase database = created("generated")) {
            database.run("""
                    INSERT INTO people (id, first, last, price, amount, born, share, twice)
                    VALUES (1, 'Ada', 'L', 1.25, 2147483647, '1815-12-10', 0.5, 7)""");
            assertThat(database.ask("SELECT \"full\" FROM people")).isEqualTo("Ada L");
            assertThat(database.ask("SELECT total FROM people")).isEqualTo("2684354558.75");
            assertThat(database.ask("SELECT born_year FROM people")).isEqualTo("1815");
            assertThat(database.ask("SELECT share FROM people")).isEqualTo("0.5000");
        }
    }

    @Test
    void identityContinuesAfterRowsAndAfterTheSource() throws Exception {
        try (PlannedDatabase database = created("booking")) {
            TablePlan bookings = database.table("bookings");
            database.run("INSERT INTO bookings (id, customer_id) VALUES (500, 1)");
            database.schema().advanceIdentity(database.replicator(), bookings.mapping());
            assertThat(nextBooking(database)).isEqualTo("1042");
            database.run("INSERT INTO bookings (id, customer_id) VALUES (5000, 1)");
            database.schema().advanceIdentity(database.replicator(), bookings.mapping());
            assertThat(nextBooking(database)).isEqualTo("5001");
            database.run("DELETE FROM bookings");
            database.schema().advanceIdentity(database.replicator(), bookings.mapping());
            assertThat(nextBooking(database)).isEqualTo("5002");
        }
    }

    private static String nextBooking(PlannedDatabase database) throws SQLException {
        return database.ask("INSERT INTO bookings (customer_id) VALUES (1) RETURNING id");
    }

    @Test
    void sequenceOfUnsignedKeysStopsAtItsEnd() throws Exception {
        try (PlannedDatabase database = created("types")) {
            database.run("ALTER TABLE \"Shop Data\".\"types\" ALTER c0 SET DEFAULT ''");
            database.run("""
                    INSERT INTO "Shop Data"."types"
                      (u8, u1, i2, u2, i3, u3, i4, u4, udec, txt, ltxt, bl, lbl, p, odd)
                    VALUES (18446744073709551615, 1, 1, 1, 1, 1, 1, 1, 1, '', '', '', '', '', '')""");
            database.schema()
                    .advanceIdentity(
                            database.replicator(), database.table("types").mapping());
            assertThat(database.ask("SELECT last_value FROM \"Shop Data\".types_u8_seq"))
                    .isEqualTo("9223372036854775807");
        }
    }

    @Test
    void updateTimeIsSetForApplicationsAndNotForReplicator() throws Exception {
        try (PlannedDatabase database = created("booking")) {
            String old = "2020-01-01 00:00:00+00";
            database.run("INSERT INTO bookings (id, customer_id, updated_at) VALUES (1, 1, '" + old + "')");
            database.run("UPDATE bookings SET note = 'replicated'");
            assertThat(updatedAt(database)).isEqualTo(old);
            database.runAsApplication("UPDATE bookings SET note = 'replicated'");
            assertThat(updatedAt(database)).isEqualTo(old);
            database.runAsApplication("UPDATE bookings SET note = 'by hand', updated_at = '2021-01-01 00:00:00+00'");
            assertThat(updatedAt(database)).isEqualTo("2021-01-01 00:00:00+00");
            database.runAsApplication("UPDATE bookings SET note = 'again'");
            assertThat(updatedAt(database)).isGreaterThan("2022");
        }
    }

    private static String updatedAt(PlannedDatabase database) throws SQLException {
        return database.ask("SELECT updated_at FROM bookings");
    }

    @Test
    void uniqueValuesMayBeExchangedInATransaction() throws Exception {
        try (PlannedDatabase database = created("booking")) {
            database.createDeferred();
            database.run("INSERT INTO customers (id, email) VALUES (1, 'a'), (2, 'b')");
            database.run("BEGIN; SET CONSTRAINTS ALL DEFERRED; UPDATE customers SET email = 'b' WHERE id = 1;"
                    + " UPDATE customers SET email = 'a' WHERE id = 2; COMMIT");
            assertThat(database.ask("SELECT email FROM customers WHERE id = 1")).isEqualTo("b");
        }
    }

    @Test
    void foreignKeysActAndWait() throws Exception {
        try (PlannedDatabase database = created("foreign-keys")) {
            database.createDeferred();
            database.run("BEGIN; SET CONSTRAINTS ALL DEFERRED;"
                    + " INSERT INTO children VALUES (1, 18446744073709551615, 'x', 1, 1, 1);"
                    + " INSERT INTO parents VALUES (18446744073709551615, 'x', 1, 1); COMMIT");
            database.run("UPDATE parents SET id = 7");
            assertThat(database.ask("SELECT parent_id FROM children")).isEqualTo("7");
            database.run("DELETE FROM parents");
            assertThat(database.ask("SELECT count(*) FROM children")).isEqualTo("0");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "ALTER note TYPE varchar(100) => column note is character varying(100), which does not hold every"
                        + " varchar(200)",
                "ALTER total TYPE numeric(12,1) => column total is numeric(12,1), which does not hold every numeric(12,2)",
                "ALTER id TYPE integer => column id is integer, which does not hold every bigint",
                "ALTER created_at TYPE timestamp => column created_at is timestamp without time zone, which does not hold"
                        + " every timestamptz(6)",
                "DROP total => column total (numeric(12,2)) is missing",
                "ALTER note SET NOT NULL => column note is NOT NULL, but the source may send NULL",
                "ADD extra integer NOT NULL => column extra is NOT NULL without default and the source does not have it",
                "DROP CONSTRAINT bookings_pkey => its primary key is missing instead of (id)",
                "ALTER id SET GENERATED ALWAYS => column id is GENERATED ALWAYS AS IDENTITY; make it BY DEFAULT",
                "SET UNLOGGED => it is UNLOGGED, so a crash of the server would empty it",
            })
    void differencesOfAnExistingTableAreNamed(String change, String difference) throws Exception {
        try (PlannedDatabase database = created("booking")) {
            database.run("ALTER TABLE bookings " + change);
            assertThat(database.schema()
                            .differences(
                                    database.replicator(),
                                    database.table("bookings").mapping()))
                    .hasValue(List.of(difference));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = ";;",
            value = {
                "ALTER note TYPE text",
                "ALTER note TYPE varchar(201)",
                "ALTER total TYPE numeric",
                "ALTER total TYPE numeric(14,3)",
                "ALTER customer_id TYPE numeric(20)",
                "ADD extra integer",
                "ADD extra integer NOT NULL DEFAULT 1",
                "ALTER updated_at TYPE timestamptz",
                "ALTER customer_id DROP NOT NULL"
            })
    void widerTablesFit(String change) throws Exception {
        try (PlannedDatabase database = created("booking")) {
            database.run("ALTER TABLE bookings " + change);
            assertThat(database.schema()
                            .differences(
                                    database.replicator(),
                                    database.table("bookings").mapping()))
                    .hasValue(List.of());
        }
    }

    @Test
    void foreignTriggersAndViewsDoNotFit() throws Exception {
        try (PlannedDatabase database = created("booking")) {
            database.run("CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
                    + " CREATE TRIGGER audit BEFORE INSERT ON bookings FOR EACH ROW EXECUTE FUNCTION f();"
                    + " DROP TABLE customers; CREATE VIEW customers AS SELECT 1 AS id");
            assertThat(database.schema()
                            .differences(
                                    database.replicator(),
                                    database.table("bookings").mapping()))
                    .hasValue(List.of("trigger audit would fire on replicated rows; disable it"));
            assertThat(database.schema()
                            .differences(
                                    database.replicator(),
                                    database.table("customers").mapping()))
                    .hasValue(List.of("it is not a table"));
        }
    }

    @Test
    void missingPrivilegesAreNamed() throws Exception {
        try (PlannedDatabase database = created("booking")) {
            database.run("CREATE ROLE reader; GRANT SELECT, INSERT ON customers TO reader; SET ROLE reader");
            assertThat(database.schema()
                            .differences(
                                    database.replicator(),
                                    database.table("customers").mapping()))
                    .hasValue(List.of("the user may not UPDATE, DELETE, TRUNCATE on it; grant these privileges"));
        }
    }

    @Test
    void emptinessIsSeen() throws Exception {
        try (PlannedDatabase database = created("booking")) {
            TablePlan customers = database.table("customers");
            assertThat(database.schema().isEmpty(database.replicator(), customers.mapping()))
                    .isTrue();
            database.run("INSERT INTO customers (email) VALUES ('a')");
            assertThat(database.schema().isEmpty(database.replicator(), customers.mapping()))
                    .isFalse();
        }
    }
}
