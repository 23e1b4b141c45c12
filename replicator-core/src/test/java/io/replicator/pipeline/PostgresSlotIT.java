package io.replicator.pipeline;

import static io.replicator.pipeline.ServerPair.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.replicator.change.TableId;
import io.replicator.dialect.Finding;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.testkit.DatabaseServer;
import io.replicator.testkit.Servers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to a slot that others, or the server itself, lay hands on. */
class PostgresSlotIT {
    private static DatabaseServer server;

    private String database;
    private Replication replication;

    @BeforeAll
    static void startServer() {
        server = Servers.postgreSql();
    }

    @AfterAll
    static void endServer() {
        server.close();
    }

    @BeforeEach
    void stream() throws SQLException {
        TargetSide target = TargetSide.postgreSql();
        database = ServerPair.newDatabase(server, target.server());
        replication = new Replication(server, target, database).releasing();
        onSource("CREATE TABLE t (id int PRIMARY KEY)");
        replication.start().awaitStreaming();
    }

    @AfterEach
    void close() {
        replication.close();
    }

    /** Two of its segments fit under the limit; what lies before them stays until the next checkpoint. */
    @Test
    void slotThatKeepsMoreThanTheServerAllowsIsNamedBeforeAndAfterItIsLost() throws Exception {
        replication.stop();
        onSource("ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'", "SELECT pg_reload_conf()");
        await().until(() -> text("SHOW max_slot_wal_keep_size").equals("1MB"));
        for (int segment = 0; segment < 4; segment++) {
            onSource("INSERT INTO t VALUES (" + segment + ")", "SELECT pg_switch_wal()");
        }
        assertThat(findings()).anyMatch(text -> text.contains("unreserved") && text.contains("about to be lost"));
        onSource("CHECKPOINT");
        assertRefused(ErrorKind.POSITION_LOST, "is lost (wal_status lost");
        onSource("ALTER SYSTEM RESET max_slot_wal_keep_size", "SELECT pg_reload_conf()");
    }

    @Test
    void slotTakenAwayWhileStreamingEndsTheRun() throws Exception {
        await().ignoreExceptions().until(() -> {
            onSource(
                    "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = '" + slot()
                            + "'",
                    "SELECT pg_drop_replication_slot('" + slot() + "')");
            return true;
        });
        ReplicationException failure = replication.awaitFailure();
        assertThat(failure.kind()).isEqualTo(ErrorKind.POSITION_LOST);
        assertThat(failure).hasMessageContaining("no replication slot " + slot() + " any more");
    }

    /** The server recovers as a standby does that becomes the primary, and goes on along another timeline. */
    @Test
    void serverThatTookOverIsAnotherOne() throws Exception {
        replication.stop();
        onSource("ALTER SYSTEM SET restore_command = 'false'");
        Path signal = Path.of(text("SHOW data_directory"), "recovery.signal");
        server.stop();
        Files.createFile(signal);
        server.start();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> text("SELECT pg_is_in_recovery()").equals("f"));
        assertThat(text("SELECT count(*) FROM pg_replication_slots WHERE slot_name = '" + slot() + "'"))
                .isEqualTo("1");
        assertRefused(ErrorKind.SOURCE_CHANGED, "on timeline 2, but the checkpoint is of server");
    }

    private void assertRefused(ErrorKind kind, String reason) throws SQLException {
        try (Replication second = new Replication(server, TargetSide.postgreSql(), database)) {
            ReplicationException failure = second.start().awaitFailure();
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure).hasMessageContaining(reason);
        }
    }

    private List<String> findings() throws SQLException {
        try (Connection source = replication.source()) {
            return replication
                    .sourceParts()
                    .engine()
                    .preflight(
                            source,
                            replication.sourceParts().engine().tables(source, new TableId("public", "t")::equals))
                    .stream()
                    .map(Finding::toString)
                    .toList();
        }
    }

    private String slot() {
        return "replicator_" + database;
    }

    private void onSource(String... statements) throws SQLException {
        try (Connection source = replication.source()) {
            execute(source, statements);
        }
    }

    private String text(String query) throws SQLException {
        try (Connection source = replication.source();
                Statement statement = source.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
