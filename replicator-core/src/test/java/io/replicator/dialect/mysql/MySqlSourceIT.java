package io.replicator.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.replicator.change.SourcePosition;
import io.replicator.dialect.Endpoint;
import io.replicator.dialect.Finding;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.fixture.SharedServers;
import io.replicator.fixture.TestDatabase;
import io.replicator.testkit.DatabaseServer;
import io.replicator.testkit.ServerOptions;
import io.replicator.testkit.Servers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MySqlSourceIT {
    private static final MySqlSource SOURCE = new MySqlSource();
    private static TestDatabase database;

    @BeforeAll
    static void createDatabase() throws SQLException {
        database = TestDatabase.on(SharedServers.mySql());
    }

    @AfterAll
    static void closeDatabase() throws SQLException {
        database.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:mysql://127.0.0.1:1/db             | CONNECTION     | Cannot reach MySQL at 127.0.0.1:1/db",
                "jdbc:mysql://no-such-host.invalid/db    | CONNECTION     | unknown host no-such-host.invalid",
                "jdbc:mysql://HERE/no_such_db            | CONFIGURATION  | Unknown database 'no_such_db'",
                "jdbc:mysql://HERE/DB?sslMode=SOMETIMES  | CONFIGURATION  | sslMode",
                "jdbc:mysql://HERE/                      | CONFIGURATION  | names no database",
                "jdbc:mysql://HERE:x/db                  | CONFIGURATION  | Not a MySQL URL",
                "mysql://HERE/db                         | CONFIGURATION  | should start with jdbc:mysql:",
            })
    void aUrlThatLeadsNowhereIsExplained(String url, ErrorKind kind, String message) {
        ReplicationException failure = failure(new Endpoint(complete(url), "root", () -> "testkit", Map.of()));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageContaining(message);
    }

    @Test
    void logIsKeptForAsLongAsTheServerSays() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            assertThat(SOURCE.logKeptFor(connection)).contains(Duration.ofDays(30));

            statement.execute("SET GLOBAL binlog_expire_logs_seconds = 0");
            assertThat(SOURCE.logKeptFor(connection)).isEmpty();
            statement.execute("SET GLOBAL binlog_expire_logs_seconds = DEFAULT");
        }
    }

    @Test
    void aWrongPasswordIsExplainedAndNotShown() {
        ReplicationException failure = failure(database.endpoint("root", "secret-word"));

        assertThat(failure.kind()).isEqualTo(ErrorKind.AUTHENTICATION);
        assertThat(failure).hasMessageContaining("refuses user root").hasMessageNotContaining("secret-word");
    }

    @Test
    void theUrlMayCarryParametersButNotTheSession() throws SQLException {
        Endpoint endpoint = new Endpoint(
                database.endpoint().jdbcUrl() + "?connectionTimeZone=%2B09:00&forceConnectionTimeZoneToSession=true"
                        + "&sessionVariables=sql_mode=ANSI_QUOTES&useServerPrepStmts=true&useCursorFetch=true",
                "root",
                () -> database.endpoint().password().get(),
                Map.of());
        try (Connection connection = SOURCE.connect(endpoint)) {
            assertThat(MySqlBinlog.value(connection, "SELECT CONCAT(@@time_zone, ' ', @@sql_mode)"))
                    .isEqualTo("+00:00 ALLOW_INVALID_DATES");
        }
    }

    @Test
    void positionsMoveWithCommits() throws SQLException {
        try (Connection connection = SOURCE.connect(database.endpoint())) {
            SourcePosition before = SOURCE.currentPosition(connection);
            database.execute("CREATE TABLE moved (id INT PRIMARY KEY)", "INSERT INTO moved VALUES (1)");
            SourcePosition after = SOURCE.currentPosition(connection);

            assertThat(before.coordinates()).containsOnlyKeys("file", "gtids", "pos", "server_id");
            assertThat(SOURCE.compare(before, after)).isNegative();
            assertThat(SOURCE.compare(after, before)).isPositive();
            assertThat(SOURCE.compare(after, after)).isZero();
            assertThat(SOURCE.backlogBytes(connection, before)).isPositive();
            assertThat(SOURCE.backlogBytes(connection, after)).isZero();
            assertThat(SOURCE.gapAfter(connection, before)).isEmpty();
            assertThat(SOURCE.identity(connection)).hasSize(36);
        }
    }

    @Test
    void transactionsThatTheServerNeverHadAreAGap() throws SQLException {
        try (Connection connection = SOURCE.connect(database.endpoint())) {
            SourcePosition foreign =
                    with(SOURCE.currentPosition(connection), "gtids", "3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5");

            assertThat(SOURCE.gapAfter(connection, foreign)).get().asString().contains("does not have");
        }
    }

    @Test
    void purgedTransactionsAreAGap() throws SQLException {
        try (DatabaseServer server = Servers.mysql();
                TestDatabase own = TestDatabase.on(server);
                Connection connection = SOURCE.connect(own.endpoint())) {
            SourcePosition before = SOURCE.currentPosition(connection);
            own.execute("CREATE TABLE t (id INT)", "FLUSH BINARY LOGS");
            SourcePosition after = SOURCE.currentPosition(connection);
            purge(own);

            assertThat(SOURCE.gapAfter(connection, before)).get().asString().contains("purged");
            assertThat(SOURCE.gapAfter(connection, after)).isEmpty();
            assertThat(SOURCE.backlogBytes(connection, before)).isEqualTo(-1);
        }
    }

    @Test
    void withoutGtidsMissingFilesAndLostEndsAreGaps() throws SQLException {
        try (DatabaseServer server = Servers.mysql(ServerOptions.defaults().withoutGtid());
                TestDatabase own = TestDatabase.on(server);
                Connection connection = SOURCE.connect(own.endpoint())) {
            SourcePosition before = SOURCE.currentPosition(connection);
            own.execute("FLUSH BINARY LOGS");
            SourcePosition after = SOURCE.currentPosition(connection);
            purge(own);

            assertThat(after.coordinates()).containsOnlyKeys("file", "pos", "server_id");
            assertThat(SOURCE.gapAfter(connection, before)).get().asString().contains("no longer has binlog file");
            assertThat(SOURCE.gapAfter(connection, after)).isEmpty();
            assertThat(SOURCE.gapAfter(connection, with(after, "pos", "999999999")))
                    .get()
                    .asString()
                    .contains("has only");
        }
    }

    @Test
    void aWellSetServerPassesPreflight() throws SQLException {
        try (TestDatabase own = TestDatabase.on(SharedServers.mySql());
                Connection connection = SOURCE.connect(own.endpoint())) {
            own.execute("CREATE TABLE keyed (id INT PRIMARY KEY)");

            assertThat(preflight(connection)).allMatch(finding -> finding.level() == Finding.Level.PASSED);
        }
    }

    @Test
    void preflightNamesWhatIsWrong() throws SQLException {
        ServerOptions wrong = ServerOptions.defaults()
                .withoutGtid()
                .with("gtid_mode", "OFF_PERMISSIVE")
                .with("binlog_format", "STATEMENT")
                .with("binlog_row_image", "MINIMAL")
                .with("binlog_row_value_options", "PARTIAL_JSON")
                .with("binlog_expire_logs_seconds", "3600")
                .with("binlog_transaction_compression", "ON");
        try (DatabaseServer server = Servers.mysql(wrong);
                TestDatabase own = TestDatabase.on(server)) {
            own.execute(
                    "CREATE TABLE keyless (id INT)",
                    "CREATE TABLE old (id INT PRIMARY KEY) ENGINE = MyISAM",
                    "CREATE USER poor IDENTIFIED BY 'p'",
                    "GRANT INSERT, LOCK TABLES ON *.* TO poor",
                    "GRANT SELECT ON " + own.name() + ".keyless TO poor");
            try (Connection connection = SOURCE.connect(own.endpoint("poor", "p"))) {
                List<Finding> findings = preflight(connection);

                assertThat(subjects(findings, Finding.Level.FAILED))
                        .containsExactly(
                                "binlog_format",
                                "binlog_row_image",
                                "binlog_row_value_options",
                                "gtid_mode",
                                "privilege SELECT",
                                "privilege REPLICATION CLIENT",
                                "privilege REPLICATION SLAVE");
                assertThat(subjects(findings, Finding.Level.WARNING))
                        .containsExactly(
                                "binlog_transaction_compression",
                                "privilege RELOAD or FLUSH_TABLES",
                                "primary keys",
                                "storage engine");
                assertThat(findings)
                        .filteredOn(finding -> finding.level() != Finding.Level.PASSED)
                        .allMatch(finding -> !finding.remedy().isEmpty());
            }
        }
    }

    @Test
    void privilegesOfActiveRolesCount() throws SQLException {
        try (TestDatabase own = TestDatabase.on(SharedServers.mySql())) {
            own.execute(
                    "CREATE TABLE t (id INT PRIMARY KEY)",
                    "DROP ROLE IF EXISTS replication_role",
                    "CREATE ROLE replication_role",
                    "GRANT SELECT, RELOAD, REPLICATION CLIENT, REPLICATION SLAVE ON *.* TO replication_role",
                    "DROP USER IF EXISTS rich",
                    "CREATE USER rich IDENTIFIED BY 'p' DEFAULT ROLE replication_role",
                    "GRANT replication_role TO rich",
                    "SET DEFAULT ROLE replication_role TO rich");
            try (Connection connection = SOURCE.connect(own.endpoint("rich", "p"))) {
                assertThat(preflight(connection)).allMatch(finding -> finding.level() == Finding.Level.PASSED);
            }
        }
    }

    private static List<Finding> preflight(Connection connection) throws SQLException {
        return SOURCE.preflight(connection, SOURCE.tables(connection, id -> true));
    }

    private static List<String> subjects(List<Finding> findings, Finding.Level level) {
        return findings.stream()
                .filter(finding -> finding.level() == level)
                .map(Finding::subject)
                .toList();
    }

    /** Drops all binlog files but the current one. */
    private static void purge(TestDatabase own) throws SQLException {
        List<String> files = own.rows("SHOW BINARY LOGS");
        String last = files.get(files.size() - 1);
        own.execute("PURGE BINARY LOGS TO '" + last.substring(0, last.indexOf('|')) + "'");
    }

    private static SourcePosition with(SourcePosition position, String coordinate, String value) {
        TreeMap<String, String> changed = new TreeMap<>(position.coordinates());
        changed.put(coordinate, value);
        return new SourcePosition(changed);
    }

    private static String complete(String url) {
        DatabaseServer server = SharedServers.mySql();
        return url.replace("HERE", server.host() + ":" + server.port()).replace("DB", database.name());
    }

    private static ReplicationException failure(Endpoint endpoint) {
        return catchThrowableOfType(
                ReplicationException.class, () -> SOURCE.connect(endpoint).close());
    }
}
