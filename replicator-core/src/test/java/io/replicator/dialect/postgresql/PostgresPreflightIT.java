package io.replicator.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.dialect.Finding;
import io.replicator.testkit.DatabaseServer;
import io.replicator.testkit.Servers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the preflight says about a real server. */
final class PostgresPreflightIT {
    private static DatabaseServer server;

    @BeforeAll
    static void start() throws SQLException {
        server = Servers.postgreSql();
        server.createDatabase("shop");
        try (Connection connection = server.connect("shop")) {
            run(connection, "CREATE ROLE writer LOGIN PASSWORD 'w'");
            run(connection, "CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<Finding> failures(Connection connection, String schema) throws SQLException {
        return new PostgresPreflight(connection, Clock.systemUTC())
                .findings(schema).stream()
                        .filter(finding -> finding.level() != Finding.Level.PASSED)
                        .toList();
    }

    private static Connection asWriter() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl("shop"), "writer", "w");
    }

    @Test
    void ownerMayEverything() throws SQLException {
        try (Connection connection = server.connect("shop")) {
            assertThat(failures(connection, "public")).isEmpty();
            assertThat(failures(connection, "new schema")).isEmpty();
        }
    }

    @Test
    void missingPrivilegesAreNamedWithTheirGrant() throws SQLException {
        try (Connection owner = server.connect("shop");
                Connection connection = asWriter()) {
            run(owner, "CREATE SCHEMA \"it's\"");
            assertThat(failures(connection, "it's"))
                    .singleElement()
                    .extracting(Finding::remedy)
                    .isEqualTo("GRANT CREATE, USAGE ON SCHEMA \"it's\" TO writer;");
            assertThat(failures(connection, "missing"))
                    .singleElement()
                    .extracting(Finding::remedy)
                    .isEqualTo("GRANT CREATE ON DATABASE shop TO writer;");
            run(owner, "GRANT CREATE, USAGE ON SCHEMA \"it's\" TO writer");
            assertThat(failures(connection, "it's")).isEmpty();
        }
    }

    @Test
    void readOnlySessionsFail() throws SQLException {
        try (Connection connection = server.connect("shop")) {
            run(connection, "SET default_transaction_read_only = on");
            assertThat(failures(connection, "public"))
                    .singleElement()
                    .extracting(Finding::subject)
                    .isEqualTo("target writable");
        }
    }

    @Test
    void otherEncodingsFail() throws SQLException {
        try (Connection connection = server.connect("latin")) {
            assertThat(failures(connection, "public"))
                    .singleElement()
                    .extracting(Finding::found)
                    .isEqualTo("LATIN1");
        }
    }

    @Test
    void wrongClocksAreAWarning() throws SQLException {
        Clock wrong = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-1));
        try (Connection connection = server.connect("shop")) {
            assertThat(new PostgresPreflight(connection, wrong).findings("public"))
                    .filteredOn(finding -> finding.level() == Finding.Level.WARNING)
                    .singleElement()
                    .extracting(Finding::subject)
                    .isEqualTo("target clock");
        }
    }
}
