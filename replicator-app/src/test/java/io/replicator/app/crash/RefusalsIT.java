package io.replicator.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.progress.PipelineState;
import io.replicator.testkit.DatabaseServer;
import io.replicator.testkit.Servers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a person can put right: one message that says what, where and the way out, an exit code, and no damage. */
class RefusalsIT {
    @TempDir
    private Path folder;

    private TestPipeline pipeline;

    @BeforeEach
    void createPipeline() throws SQLException {
        pipeline = TestServers.smallPipeline(folder);
    }

    @Test
    void purgedBinlogIsRefused() throws Exception {
        streamOnce();
        pipeline.onSource("INSERT INTO t (v) VALUES ('lost')", "FLUSH BINARY LOGS");
        pipeline.onSource("PURGE BINARY LOGS BEFORE NOW() + INTERVAL 1 DAY");
        refuses(6, "purged", "Drop the target tables and the pipeline's checkpoint to copy again");
    }

    @Test
    void anotherServerIsRefused() throws Exception {
        streamOnce();
        try (DatabaseServer other = Servers.mysql()) {
            other.createDatabase(pipeline.database());
            try (Connection connection = other.connect(pipeline.database())) {
                TestPipeline.execute(connection, "CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(200), d DATE, n INT)");
            }
            pipeline.with("source", TestPipeline.login(other.jdbcUrl(pipeline.database()), other));
            refuses(6, "the checkpoint is of server", "Point it back");
        }
    }

    @Test
    void lostCheckpointIsRefusedAtTheStart() throws Exception {
        streamOnce();
        pipeline.onTarget("DELETE FROM replicator_checkpoint");
        refuses(7, "holds rows, but there is no checkpoint", "Empty the table, or drop it");
        assertThat(pipeline.countOnTarget("SELECT count(*) FROM t")).isEqualTo(3);
    }

    @Test
    void lostCheckpointIsNoticedWhileStreaming() throws Exception {
        try (ReplicatorProcess process = pipeline.start()) {
            process.await(PipelineState.STREAMING);
            pipeline.onTarget("DELETE FROM replicator_checkpoint");
            pipeline.onSource("INSERT INTO t (v) VALUES ('unseen')");
            assertThat(process.exitCode()).isEqualTo(7);
            assertThat(process.log()).contains("holds rows, but there is no checkpoint");
        }
        assertThat(pipeline.countOnTarget("SELECT count(*) FROM t")).isEqualTo(3);
    }

    @Test
    void leftoversOfALostCheckpointDoNotShortenTheNextCopy() throws Exception {
        streamOnce();
        pipeline.onTarget("DELETE FROM replicator_checkpoint", "DROP TABLE t");
        try (ReplicatorProcess process = pipeline.start()) {
            process.await(PipelineState.STREAMING);
            assertThat(process.terminate()).isZero();
        }
        pipeline.assertEqual();
    }

    @Test
    void wrongPasswordOfTheSourceIsRefused() throws Exception {
        DatabaseServer mysql = pipeline.sourceServer();
        pipeline.with("source", TestPipeline.login(mysql.jdbcUrl(pipeline.database()), mysql.user(), "wr0ng"));
        refuses(4, "refuses user root", "Check user and password");
    }

    @Test
    void wrongPasswordOfTheTargetIsRefused() throws Exception {
        DatabaseServer postgres = pipeline.targetServer();
        pipeline.with("target", TestPipeline.login(postgres.jdbcUrl(pipeline.database()), postgres.user(), "wr0ng"));
        refuses(4, "password authentication failed", "Check user and password");
    }

    @Test
    void unreachableSourceIsRefused() throws Exception {
        pipeline.with("source", TestPipeline.login("jdbc:mysql://127.0.0.1:1/nowhere", "root", "x"));
        refuses(3, "127.0.0.1:1", "Check that the server runs");
    }

    @Test
    void unreachableTargetIsRefused() throws Exception {
        pipeline.with("target", TestPipeline.login("jdbc:postgresql://127.0.0.1:1/nowhere", "postgres", "x"));
        refuses(3, "127.0.0.1:1", "Check that the server runs");
    }

    @Test
    void unknownSourceDatabaseIsRefused() throws Exception {
        pipeline.with(
                "source",
                TestPipeline.login(pipeline.sourceServer().jdbcUrl("no_such_database"), pipeline.sourceServer()));
        refuses(2, "no_such_database", "Correct the configuration");
    }

    @Test
    void unknownTargetDatabaseIsRefused() throws Exception {
        pipeline.with(
                "target",
                TestPipeline.login(pipeline.targetServer().jdbcUrl("no_such_database"), pipeline.targetServer()));
        refuses(2, "no_such_database", "Correct the configuration");
    }

    @Test
    void unknownTableIsRefused() throws Exception {
        pipeline.with("tables", "{include: [t, no_such_table]}");
        refuses(2, "no_such_table", "Correct the configuration");
    }

    @Test
    void missingPrivilegeOfTheSourceIsRefused() throws Exception {
        String user = "reader" + pipeline.database();
        pipeline.onSource(
                "CREATE USER " + user + " IDENTIFIED BY 'secret'",
                "GRANT SELECT ON " + pipeline.database() + ".* TO " + user);
        pipeline.with(
                "source", TestPipeline.login(pipeline.sourceServer().jdbcUrl(pipeline.database()), user, "secret"));
        ReplicatorProcess process = pipeline.start();
        assertThat(process.exitCode()).isIn(4, 5);
        requireOneMessage(process, "REPLICATION SLAVE");
    }

    @Test
    void missingPrivilegeOfTheTargetIsRefused() throws Exception {
        String user = "writer" + pipeline.database();
        pipeline.onTarget("CREATE ROLE " + user + " LOGIN PASSWORD 'secret'");
        pipeline.with(
                "target", TestPipeline.login(pipeline.targetServer().jdbcUrl(pipeline.database()), user, "secret"));
        refuses(4, "permission denied for schema public", "Grant the named privilege");
    }

    @Test
    void terminationWhileCopyingIsClean() throws Exception {
        pipeline.with("snapshot", "{chunk_rows: 100, readers: 2}");
        Bank.create(pipeline);
        try (ReplicatorProcess process = pipeline.start()) {
            process.await(PipelineState.SNAPSHOTTING);
            Thread.sleep(300);
            assertThat(process.terminate()).isZero();
            assertThat(process.log()).doesNotContain("FAILED", "\tat ");
        }
        try (ReplicatorProcess process = pipeline.start()) {
            process.await(PipelineState.STREAMING);
            assertThat(process.terminate()).isZero();
        }
        pipeline.assertEqual();
    }

    private void streamOnce() throws Exception {
        try (ReplicatorProcess process = pipeline.start()) {
            process.await(PipelineState.STREAMING);
            assertThat(process.terminate()).isZero();
        }
    }

    private void refuses(int exitCode, String what, String wayOut) throws Exception {
        ReplicatorProcess process = pipeline.start();
        assertThat(process.exitCode()).as(process.log()).isEqualTo(exitCode);
        requireOneMessage(process, what);
        assertThat(process.log()).contains(wayOut);
    }

    private static void requireOneMessage(ReplicatorProcess process, String what) {
        assertThat(process.log()).contains(what).doesNotContain("\tat ", "Exception", "wr0ng", "secret");
    }
}
