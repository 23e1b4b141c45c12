package io.replicator.pipeline;

import static io.replicator.pipeline.ServerPair.execute;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every type of MySQL and MariaDB through the snapshot and through the stream: the same bytes on the target, equal to the
 * source. Neither the server's nor this JVM's time zone is UTC.
 */
class BothRoadsIT {
    /** Added to the keys of the rows that go through the stream. */
    private static final int STREAMED = 1000;

    private static final TimeZone ORIGINAL = TimeZone.getDefault();

    @BeforeAll
    static void moveThisJvmFarFromUtc() {
        TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
    }

    @AfterAll
    static void moveBack() {
        TimeZone.setDefault(ORIGINAL);
    }

    static List<Pair> pairs() {
        return Stream.of(Pair.values())
                .filter(pair -> !pair.sourceEngine().equals("postgresql"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void everyValueOfEveryTypeIsTheSameThroughBothRoads(Pair pair) throws Exception {
        List<TortureCase> cases = TortureCase.of(pair.sourceEngine());
        TargetSide side = pair.target();
        try (Replication replication = pair.open(pair.newDatabase());
                Connection source = replication.source();
                Connection target = replication.target()) {
            execute(source, "SET time_zone = '+00:00', sql_mode = ''");
            for (TortureCase type : cases) {
                createTable(source, type, type.literals(side.engine().name()));
            }
            replication.start().awaitStreaming();
            for (TortureCase type : cases) {
                execute(source, "INSERT INTO " + type.name() + " (id, v) SELECT id + 1000, v FROM " + type.name());
            }
            replication.awaitCaughtUp().assertEqual();
            List<String> different = new ArrayList<>();
            for (TortureCase type : cases) {
                collectDifferences(side, target, type, different);
            }
            assertThat(different).isEmpty();
        }
    }

    private static void createTable(Connection source, TortureCase type, List<String> literals) throws SQLException {
        execute(source, "CREATE TABLE " + type.name() + " (id INT PRIMARY KEY, v " + type.type() + " NULL)");
        execute(source, "INSERT INTO " + type.name() + " VALUES (0, NULL)");
        for (int i = 0; i < literals.size(); i++) {
            execute(source, "INSERT INTO " + type.name() + " VALUES (" + (i + 1) + ", " + literals.get(i) + ")");
        }
    }

    @Test
    void numberThatJsonOfTheTargetWouldRoundIsRefused() throws Exception {
        TargetSide side = TargetSide.mySql();
        try (Replication replication = Replication.to(side, ServerPair.newDatabase(side));
                Connection source = replication.source()) {
            execute(
                    source,
                    "CREATE TABLE documents (id INT PRIMARY KEY, v JSON)",
                    "INSERT INTO documents VALUES (1, CAST(1.2345678901234567890123456789 AS JSON))");
            assertThat(replication.start().awaitFailure())
                    .hasMessageContaining("documents.v")
                    .hasMessageContaining("more digits")
                    .hasMessageNotContaining("2345678901");
        }
    }

    private static void collectDifferences(TargetSide side, Connection target, TortureCase type, List<String> different)
            throws SQLException {
        String sql = "SELECT a.id, " + side.text("a.v") + ", " + side.text("b.v") + " FROM " + type.name()
                + " a LEFT JOIN " + type.name() + " b ON b.id = a.id + " + STREAMED + " WHERE a.id < " + STREAMED
                + " AND (b.id IS NULL OR " + side.differ("a.v", "b.v") + ")";
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                different.add(type.type() + " #" + row.getInt(1) + ": snapshot " + row.getString(2) + ", stream "
                        + row.getString(3));
            }
        }
    }
}
