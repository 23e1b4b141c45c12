package io.replicator.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * From PostgreSQL to PostgreSQL both catalogs say the same of a rich schema ({@code structure/tables.sql}), as far as the
 * queries in {@code structure/queries.sql} ask; they name what is meant to differ.
 */
class PostgresStructureIT {
    private static final Path FILES = Path.of("src/test/resources/structure-postgresql");

    @Test
    void catalogsSayTheSame() throws Exception {
        try (Replication replication = Pair.POSTGRESQL_TO_POSTGRESQL
                        .open(Pair.POSTGRESQL_TO_POSTGRESQL.newDatabase())
                        .releasing();
                Connection source = replication.source();
                Connection target = replication.target()) {
            assumeTrue(source.getMetaData().getDatabaseMajorVersion() >= 15, "NULLS NOT DISTINCT");
            run(source, Files.readString(FILES.resolve("tables.sql")));
            replication.start().awaitStreaming();
            run(source, Files.readString(FILES.resolve("changes.sql")));
            replication.awaitCaughtUp().assertEqual();
            replication.stop();
            Map<String, List<String>> expected = descriptions(source);
            Map<String, List<String>> actual = descriptions(target);
            expected.forEach((query, lines) ->
                    assertThat(actual.get(query)).as(query).isNotEmpty().isEqualTo(lines));
        }
    }

    /** What each query says, by the comment above it. */
    private static Map<String, List<String>> descriptions(Connection connection) throws Exception {
        run(connection, "SET search_path = pg_catalog");
        Map<String, List<String>> descriptions = new TreeMap<>();
        for (String query : Files.readString(FILES.resolve("queries.sql")).split(";\n")) {
            String title = query.lines()
                    .filter(line -> line.startsWith("-- "))
                    .findFirst()
                    .orElseThrow();
            descriptions.put(title, rows(connection, query).stream().sorted().toList());
        }
        return descriptions;
    }

    private static List<String> rows(Connection connection, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                String[] values = new String[columns];
                for (int i = 0; i < columns; i++) {
                    values[i] = row.getString(i + 1);
                }
                rows.add(Stream.of(values).map(String::valueOf).collect(Collectors.joining(" | ")));
            }
        }
        return rows;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
