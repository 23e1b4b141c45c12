package io.replicator.capture.debezium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.replicator.change.ChangeEvent;
import io.replicator.change.ChangeEvent.TransactionCommitted;
import io.replicator.change.ChangeEvent.TransactionStarted;
import io.replicator.change.SourcePosition;
import io.replicator.error.ErrorKind;
import io.replicator.schema.Table;
import io.replicator.testkit.DatabaseServer;
import io.replicator.testkit.ServerOptions;
import io.replicator.testkit.Servers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(MySqlTransactionsIT.Log.class)
final class MySqlTransactionsIT {
    enum Log {
        WITH_GTID,
        WITHOUT_GTID
    }

    private static DatabaseServer server;

    @Parameter
    private Log log;

    private MySqlSourceFixture fixture;
    private RecordingSink sink;

    @BeforeParameterizedClassInvocation
    static void startServer(Log log) {
        // As the clocks of Central Europe are called in summer; JDBC's driver does not know this name.
        ServerOptions options = ServerOptions.defaults().inTimeZone("CEST-2");
        server = Servers.mysql(log == Log.WITH_GTID ? options : options.withoutGtid());
    }

    @AfterParameterizedClassInvocation
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void open() throws SQLException {
        fixture = new MySqlSourceFixture(server);
        sink = new RecordingSink();
        fixture.execute(
                "CREATE TABLE a (id INT PRIMARY KEY, v VARCHAR(20))", "CREATE TABLE b (id INT PRIMARY KEY, v INT)");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void changesStandInOrderBetweenTheBoundsOfTheirTransaction() throws SQLException {
        Instant before = Instant.now().minusSeconds(2);
        fixture.start(fixture.position(), sink);
        transaction(
                "INSERT INTO a VALUES (1, 'x'), (2, 'y')", "INSERT INTO b VALUES (1, 1)", "DELETE FROM a WHERE id = 1");
        fixture.execute("UPDATE b SET v = v + 1");
        fixture.awaitEnd(sink);

        assertThat(EventText.of(sink.events()))
                .startsWith(
                        "begin",
                        "insert a(1,x)",
                        "insert a(2,y)",
                        "insert b(1,1)",
                        "delete a(1,x)",
                        "commit",
                        "begin",
                        "update b(1,1)(1,2)",
                        "commit",
                        "begin");
        TransactionCommitted first = (TransactionCommitted) sink.events().get(5);
        assertThat(first.committedAt()).isBetween(before, Instant.now().plusSeconds(1));
        assertThat(sink.events().get(6)).isEqualTo(new TransactionStarted(first.position()));
    }

    @Test
    void aChangeOfTheKeyIsOneUpdate() throws SQLException {
        fixture.execute("INSERT INTO a VALUES (1, 'x'), (2, 'y')");
        fixture.start(fixture.position(), sink);
        fixture.execute("UPDATE a SET id = id + 10 ORDER BY id DESC");
        fixture.awaitEnd(sink);

        assertThat(EventText.of(sink.changes())).startsWith("update a(2,y)(12,y)", "update a(1,x)(11,x)");
    }

    @Test
    void fromEveryPositionTheRestOfTheStreamFollows() throws SQLException {
        SourcePosition start = fixture.position();
        List<Table> tables = fixture.tables();
        fixture.start(tables, start, sink);
        for (int i = 0; i < 8; i++) {
            transaction(
                    "INSERT INTO a VALUES (" + i + ", 'v'), (" + (i + 100) + ", 'w')",
                    "UPDATE a SET id = id + 1000 WHERE id = " + (i + 100),
                    "INSERT INTO b VALUES (" + i + ", 0)");
            fixture.execute("CREATE TABLE other_" + i + " (id INT)", "INSERT INTO other_" + i + " VALUES (1)");
            fixture.execute(i % 3 == 0 ? "TRUNCATE TABLE b" : "DELETE FROM b");
            fixture.execute(i % 2 == 0 ? "FLUSH BINARY LOGS" : "ALTER TABLE a COMMENT 'nothing'");
        }
        fixture.awaitEnd(sink);
        List<ChangeEvent> all = sink.events();

        List<SourcePosition> positions = sink.committedPositions();
        assertThat(positions).hasSizeGreaterThan(15).doesNotHaveDuplicates();
        assertThat(positions)
                .allMatch(position -> position.coordinates().containsKey("gtids") == (log == Log.WITH_GTID));
        for (SourcePosition position : positions.subList(0, positions.size() - 1)) {
            RecordingSink resumed = new RecordingSink();
            DebeziumChangeSource source = fixture.start(tables, position, resumed);
            resumed.awaitEvent(event -> event.equals(all.get(all.size() - 1)));
            source.close();
            List<ChangeEvent> rest = all.subList(indexAfter(all, position), all.size());
            assertThat(tell(resumed.events())).as("from %s", position).isEqualTo(tell(rest));
        }
    }

    /** Which empty transactions are told depends on time. */
    private static List<String> tell(List<ChangeEvent> events) {
        StringBuilder text = new StringBuilder();
        EventText.of(events).forEach(event -> text.append(event).append('\n'));
        return List.of(
                text.toString().replaceAll("(?<=commit\\n|^)(?:commit\\n)+", "").split("\\n"));
    }

    private static int indexAfter(List<ChangeEvent> events, SourcePosition position) {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof TransactionCommitted committed
                    && committed.position().equals(position)) {
                return i + 1;
            }
        }
        throw new AssertionError("no such position");
    }

    @Test
    void whereNothingIsCapturedThePositionMoves() throws SQLException {
        fixture.start(fixture.tables(id -> id.name().equals("a")), fixture.position(), sink);
        fixture.execute("INSERT INTO b VALUES (1, 1)", "INSERT INTO b VALUES (2, 2)");
        SourcePosition end = fixture.position();

        sink.awaitEvent(event -> event instanceof TransactionCommitted committed
                && committed.position().equals(end));
        assertThat(EventText.of(sink.events())).containsOnly("commit");
    }

    @Test
    void afterARotationThePositionIsInTheNewFile() throws SQLException {
        fixture.start(fixture.position(), sink);
        fixture.awaitEnd(sink);
        fixture.execute("FLUSH BINARY LOGS");
        SourcePosition end = fixture.position();

        sink.awaitEvent(event -> event instanceof TransactionCommitted committed
                && committed
                        .position()
                        .coordinates()
                        .get("file")
                        .equals(end.coordinates().get("file")));
    }

    @Test
    void anIdleSourceShowsSignsOfLife() throws SQLException {
        fixture.start(fixture.position(), sink);
        await().until(() -> sink.signsOfLife() >= 3);
        assertThat(sink.events()).isEmpty();
    }

    @Test
    void compressedTransactionsAreRead() throws SQLException {
        fixture.start(fixture.position(), sink);
        transaction(
                "SET binlog_transaction_compression = ON",
                "INSERT INTO a VALUES (1, REPEAT('x', 20))",
                "INSERT INTO b VALUES (1, 1), (2, 2)",
                "UPDATE b SET v = 3");
        SourcePosition end = fixture.position();
        fixture.awaitEnd(sink);

        assertThat(EventText.of(sink.events()))
                .startsWith(
                        "begin",
                        "insert a(1," + "x".repeat(20) + ")",
                        "insert b(1,1)",
                        "insert b(2,2)",
                        "update b(1,1)(1,3)",
                        "update b(2,2)(2,3)",
                        "commit");
        assertThat(sink.committedPositions()).first().isEqualTo(end);
    }

    @Test
    void whatASavepointUndidIsNotSeen() throws SQLException {
        fixture.start(fixture.position(), sink);
        transaction(
                "INSERT INTO a VALUES (1, 'x')",
                "SAVEPOINT s",
                "INSERT INTO a VALUES (2, 'y')",
                "ROLLBACK TO SAVEPOINT s",
                "INSERT INTO a VALUES (3, 'z')");
        fixture.awaitEnd(sink);

        assertThat(EventText.of(sink.events()).subList(0, 4))
                .containsExactly("begin", "insert a(1,x)", "insert a(3,z)", "commit");
    }

    @Test
    void tablesWithoutTransactionsAreRead() throws SQLException {
        fixture.execute("CREATE TABLE m (id INT PRIMARY KEY) ENGINE = MyISAM");
        fixture.start(fixture.position(), sink);
        fixture.execute("INSERT INTO m VALUES (1), (2)");
        fixture.awaitEnd(sink);

        assertThat(EventText.of(sink.events()).subList(0, 4))
                .containsExactly("begin", "insert m(1)", "insert m(2)", "commit");
    }

    @Test
    void anXaTransactionOfOnePhaseIsRead() throws SQLException {
        fixture.start(fixture.position(), sink);
        fixture.execute("XA START 'x'; INSERT INTO a VALUES (1, 'x'); XA END 'x'; XA COMMIT 'x' ONE PHASE");
        fixture.awaitEnd(sink);

        assertThat(EventText.of(sink.events()).subList(0, 3)).containsExactly("begin", "insert a(1,x)", "commit");
    }

    @Test
    void anXaTransactionOfTwoPhasesIsRefused() throws SQLException {
        fixture.start(fixture.position(), sink);
        fixture.execute("XA START 'x'; INSERT INTO a VALUES (1, 'x'); XA END 'x'; XA PREPARE 'x'; XA ROLLBACK 'x'");

        assertThat(sink.awaitFailure().kind()).isEqualTo(ErrorKind.UNSUPPORTED);
        assertThat(EventText.of(sink.events())).doesNotContain("commit");
    }

    @Test
    void changesLoggedAsStatementsAreRefused() throws SQLException {
        fixture.start(fixture.position(), sink);
        fixture.execute(
                "CREATE TABLE c (id INT)",
                "SET SESSION binlog_format = STATEMENT; INSERT INTO c VALUES (7); INSERT INTO a VALUES (7, 'lost')");

        assertThat(sink.awaitFailure())
                .hasMessageContaining(".a was logged as a statement")
                .extracting("kind")
                .isEqualTo(ErrorKind.SOURCE_SETTING);
    }

    @Test
    void changesWithoutTheFullRowAreRefused() throws SQLException {
        fixture.execute("INSERT INTO a VALUES (1, 'x')");
        fixture.start(fixture.position(), sink);
        fixture.execute("SET SESSION binlog_row_image = MINIMAL; UPDATE a SET v = 'y'");

        assertThat(sink.awaitFailure())
                .hasMessageContaining("without column v")
                .extracting("kind")
                .isEqualTo(ErrorKind.SOURCE_SETTING);
    }

    @Test
    void changesOfPartsOfJsonAreRefused() throws SQLException {
        fixture.execute(
                "CREATE TABLE j (id INT PRIMARY KEY, v JSON)", "INSERT INTO j VALUES (1, '{\"a\": 1, \"b\": 2}')");
        fixture.start(fixture.position(), sink);
        fixture.execute("SET SESSION binlog_row_value_options = PARTIAL_JSON; UPDATE j SET v = JSON_SET(v, '$.a', 3)");

        assertThat(sink.awaitFailure().kind()).isEqualTo(ErrorKind.SOURCE_SETTING);
    }

    private void transaction(String... statements) throws SQLException {
        try (Connection connection = fixture.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        }
    }
}
