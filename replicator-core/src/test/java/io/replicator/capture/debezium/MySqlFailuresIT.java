package io.replicator.capture.debezium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.replicator.change.SourcePosition;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.error.RetryPolicy;
import io.replicator.testkit.DatabaseServer;
import io.replicator.testkit.ServerOptions;
import io.replicator.testkit.Servers;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MySqlFailuresIT {
    private static final Duration QUICK = Duration.ofSeconds(2);

    private static DatabaseServer server;
    private static Set<Thread> threadsBefore;

    private MySqlSourceFixture fixture;
    private RecordingSink sink;

    @BeforeAll
    static void startServer() {
        server = Servers.mysql();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void open() throws SQLException {
        fixture = new MySqlSourceFixture(server);
        fixture.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, v LONGTEXT)");
        sink = new RecordingSink();
        threadsBefore = Thread.getAllStackTraces().keySet();
    }

    @AfterEach
    void closeWithoutLeavingThreads() {
        fixture.close();
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(newThreads()).isEmpty());
    }

    /** The driver's one cleaning thread stays for good, as does that of the JDK for processes. */
    private static Set<String> newThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !threadsBefore.contains(thread))
                .map(Thread::getName)
                .filter(name -> !name.startsWith("mysql-cj-abandoned")
                        && !name.startsWith("awaitility")
                        && !name.equals("process reaper"))
                .collect(Collectors.toSet());
    }

    @Test
    void aWrongPasswordIsNamed() throws SQLException {
        fixture.source(fixture.tables(), "wrong").start(fixture.position(), sink);

        ReplicationException failure = sink.awaitFailure();
        assertThat(failure.kind()).isEqualTo(ErrorKind.AUTHENTICATION);
        assertThat(failure).hasMessageContaining("127.0.0.1:" + server.port());
    }

    @Test
    void aServerThatDoesNotAnswerIsAFailedConnection() throws Exception {
        SourceConnection nowhere = new SourceConnection("127.0.0.1", unusedPort(), "u", "p", TlsMode.PREFERRED);
        try (DebeziumChangeSource source =
                new DebeziumChangeSource("nowhere", new MySqlCaptureSettings(nowhere, 1, List.of()))) {
            source.start(fixture.position(), sink);
            assertThat(sink.awaitFailure().kind()).isEqualTo(ErrorKind.CONNECTION);
        }
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket nobody = new ServerSocket(0)) {
            return nobody.getLocalPort();
        }
    }

    @Test
    void purgedTransactionsAreALostPosition() throws SQLException {
        SourcePosition start = fixture.position();
        fixture.execute("INSERT INTO t (v) VALUES ('gone')", "FLUSH BINARY LOGS");
        purge();
        fixture.start(start, sink);

        assertThat(sink.awaitFailure().kind()).isEqualTo(ErrorKind.POSITION_LOST);
        assertThat(sink.events()).isEmpty();
    }

    @Test
    void aPurgedFileIsALostPosition() throws SQLException {
        try (DatabaseServer plain = Servers.mysql(ServerOptions.defaults().withoutGtid());
                MySqlSourceFixture old = new MySqlSourceFixture(plain)) {
            SourcePosition start = old.position();
            old.execute("FLUSH BINARY LOGS", "PURGE BINARY LOGS BEFORE NOW() + INTERVAL 1 DAY");
            old.start(start, sink);

            assertThat(sink.awaitFailure().kind()).isEqualTo(ErrorKind.POSITION_LOST);
        }
    }

    @Test
    void aPositionOfTheFutureIsThatOfAnotherSource() throws SQLException {
        Map<String, String> coordinates =
                new java.util.HashMap<>(fixture.position().coordinates());
        coordinates.merge("gtids", ",11111111-2222-3333-4444-555555555555:1-5", String::concat);
        fixture.start(new SourcePosition(coordinates), sink);

        assertThat(sink.awaitFailure().kind()).isEqualTo(ErrorKind.SOURCE_CHANGED);
    }

    @Test
    void twoReplicasOfOneIdentityAreToldApart() throws SQLException {
        fixture.start(fixture.position(), sink);
        fixture.awaitEnd(sink);
        DebeziumChangeSource twin = new DebeziumChangeSource(
                "twin",
                new MySqlCaptureSettings(
                        new SourceConnection(
                                server.host(), server.port(), server.user(), server.password(), TlsMode.PREFERRED),
                        70_000,
                        fixture.tables()));
        try (twin) {
            twin.start(fixture.position(), new RecordingSink());
            assertThat(sink.awaitFailure().kind().policy()).isEqualTo(RetryPolicy.RETRY);
        }
    }

    @Test
    void aStoppedServerIsAFailedConnectionAndTheStreamGoesOnLater() throws SQLException {
        SourcePosition start = fixture.position();
        fixture.start(start, sink);
        fixture.awaitEnd(sink);
        server.stop();
        try {
            assertThat(sink.awaitFailure().kind()).isEqualTo(ErrorKind.CONNECTION);
        } finally {
            server.start();
        }
        fixture.execute("INSERT INTO t (v) VALUES ('later')");
        RecordingSink resumed = new RecordingSink();
        fixture.start(sink.committedPositions().get(sink.committedPositions().size() - 1), resumed);
        resumed.awaitEvent(event -> EventText.of(event).equals("insert t(1,later)"));
    }

    @Test
    void aKilledServerIsAFailedConnection() throws SQLException {
        fixture.start(fixture.position(), sink);
        fixture.awaitEnd(sink);
        server.kill();
        try {
            assertThat(sink.awaitFailure().kind()).isEqualTo(ErrorKind.CONNECTION);
        } finally {
            server.start();
        }
    }

    @Test
    void aKilledConnectionIsAFailedConnection() throws SQLException {
        fixture.start(fixture.position(), sink);
        fixture.awaitEnd(sink);
        try (var connection = fixture.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT id FROM information_schema.processlist WHERE command LIKE 'Binlog Dump%'")) {
            assertThat(rows.next()).isTrue();
            fixture.execute("KILL " + rows.getLong(1));
        }

        assertThat(sink.awaitFailure().kind()).isEqualTo(ErrorKind.CONNECTION);
    }

    @Test
    void aConnectionThatFallsSilentIsAFailedConnection() throws SQLException {
        fixture.start(fixture.position(), sink);
        fixture.awaitEnd(sink);
        server.freeze();
        try {
            assertThat(sink.awaitFailure().kind()).isEqualTo(ErrorKind.CONNECTION);
        } finally {
            server.thaw();
        }
    }

    @Test
    void aValueThatItsCharacterSetDoesNotDefineIsRefused() throws SQLException {
        fixture.execute("CREATE TABLE c (id INT PRIMARY KEY, v VARCHAR(5) CHARACTER SET cp1250)");
        fixture.start(fixture.position(), sink);
        fixture.execute("INSERT INTO c VALUES (1, X'81')");

        ReplicationException failure = sink.awaitFailure();
        assertThat(failure.kind()).isEqualTo(ErrorKind.VALUE);
        assertThat(failure).hasMessageContaining("column v of table " + fixture.database() + ".c");
    }

    @Test
    void closesQuicklyWhileTheTargetIsBehind() throws Exception {
        DebeziumChangeSource source = fixture.start(fixture.position(), sink);
        fixture.awaitEnd(sink);
        sink.block();
        for (int i = 0; i < 10; i++) {
            fixture.execute("INSERT INTO t (v) VALUES (REPEAT('x', 20000000))");
        }
        sink.awaitBlocked();
        int seen = sink.events().size();

        assertThat(timeToClose(source)).isLessThan(QUICK);
        assertThat(sink.events()).hasSize(seen);
        assertThat(sink.failure()).isNull();
    }

    @Test
    void closesQuicklyWheneverItIsAskedTo() throws Exception {
        for (int delay = 0; delay < 1_000; delay += 100) {
            DebeziumChangeSource source = fixture.start(fixture.position(), sink);
            Thread.sleep(delay);
            assertThat(timeToClose(source)).as("after %d ms", delay).isLessThan(QUICK);
            source.close();
        }
        assertThat(sink.failure()).isNull();
    }

    @Test
    void closesQuicklyAfterAFailure() throws Exception {
        DebeziumChangeSource source = fixture.source(fixture.tables(), "wrong");
        source.start(fixture.position(), sink);
        sink.awaitFailure();

        assertThat(timeToClose(source)).isLessThan(QUICK);
    }

    @Test
    void aSinkThatThrowsEndsTheStreamWithItsOwnReason() throws SQLException {
        ReplicationException reason = new ReplicationException(ErrorKind.FENCED, "another writer");
        RecordingSink broken = new RecordingSink();
        broken.throwing(reason);
        fixture.start(fixture.position(), broken);
        fixture.execute("INSERT INTO t (v) VALUES ('x')");

        assertThat(broken.awaitFailure()).isSameAs(reason);
    }

    private static Duration timeToClose(DebeziumChangeSource source) {
        long start = System.nanoTime();
        source.close();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void purge() throws SQLException {
        fixture.execute("PURGE BINARY LOGS BEFORE NOW() + INTERVAL 1 DAY");
    }
}
