package io.replicator.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.error.ErrorKind;
import io.replicator.pipeline.plan.Plan;
import io.replicator.pipeline.plan.PlanText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each directory of {@code src/test/resources/plan-postgresql} is a case: the tables of a PostgreSQL source and what MySQL
 * and MariaDB make of them, which the servers must take as it is planned. Run with {@code -Dgolden=write} to write the files
 * anew, and read the difference.
 */
class PostgresPlanIT {
    private static final Path CASES = Path.of("src/test/resources/plan-postgresql");

    static List<Arguments> casesAndPairs() throws IOException {
        try (Stream<Path> directories = Files.list(CASES)) {
            return directories
                    .sorted()
                    .flatMap(directory -> Stream.of(Pair.POSTGRESQL_TO_MYSQL, Pair.POSTGRESQL_TO_MARIADB)
                            .map(pair -> Arguments.of(directory.getFileName().toString(), pair)))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("casesAndPairs")
    void planIsAsExpectedAndTheServerTakesIt(String name, Pair pair) throws Exception {
        String database = pair.newDatabase();
        try (Replication replication = pair.open(database).releasing();
                Connection source = replication.source();
                Connection target = replication.target();
                Statement statement = source.createStatement()) {
            statement.execute(Files.readString(CASES.resolve(name).resolve("tables.sql")));
            Plan plan = new Preflight(replication.sourceParts(), replication.targetParts()).plan();
            String engine = replication.targetParts().engine().name();
            expect(CASES.resolve(name).resolve(engine + ".txt"), text(plan).replace(database, "target"));
            replication.start();
            if (plan.isRefused()) {
                assertThat(replication.awaitFailure().kind()).isEqualTo(ErrorKind.UNSUPPORTED);
                assertThat(tables(target)).noneMatch(table -> !table.startsWith("replicator_"));
            } else {
                replication.awaitStreaming().awaitCaughtUp().assertEqual();
            }
        }
    }

    /** Without the lines of columns called {@code many1} and so on. */
    private static String text(Plan plan) {
        return PlanText.of(plan)
                .lines()
                .filter(line -> !line.matches(" +`?many\\d+[` ].*"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static void expect(Path file, String actual) throws IOException {
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }

    private static List<String> tables(Connection target) throws SQLException {
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery("SHOW TABLES")) {
            List<String> tables = new java.util.ArrayList<>();
            while (row.next()) {
                tables.add(row.getString(1));
            }
            return tables;
        }
    }
}
