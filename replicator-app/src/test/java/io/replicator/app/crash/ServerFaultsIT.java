package io.replicator.app.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.replicator.app.status.StatusDocument;
import io.replicator.progress.PipelineState;
import io.replicator.testkit.DatabaseServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that end, freeze, hang up or refuse while the replicator streams: it waits, says why, and goes on. */
class ServerFaultsIT {
    private static final String INSERT = "INSERT INTO t (v, n) SELECT v, n FROM t LIMIT 50";

    @TempDir
    private Path folder;

    private TestPipeline pipeline;

    @BeforeEach
    void createPipeline() throws SQLException {
        pipeline = TestServers.smallPipeline(folder);
    }

    private interface Step {
        void run() throws Exception;
    }

    /** Streams, suffers the fault until it is noticed, is relieved, and has lost nothing. */
    private void survives(Step fault, Step relief) throws Exception {
        try (ReplicatorProcess process = pipeline.start()) {
            process.await(PipelineState.STREAMING);
            pipeline.onSource(INSERT);
            pipeline.awaitCaughtUp(process);
            fault.run();
            process.await("retrying", status -> status.retries() > 0 && status.lastError() != null);
            relief.run();
            pipeline.onSource(INSERT);
            process.await(PipelineState.STREAMING);
            pipeline.awaitCaughtUp(process);
            assertThat(process.terminate()).isZero();
            assertThat(process.log()).doesNotContain("\tat ");
        }
        pipeline.assertEqual();
    }

    @Test
    void crashedMySqlIsWaitedFor() throws Exception {
        survives(pipeline.sourceServer()::kill, pipeline.sourceServer()::start);
    }

    @Test
    void stoppedMySqlIsWaitedFor() throws Exception {
        survives(pipeline.sourceServer()::stop, pipeline.sourceServer()::start);
    }

    @Test
    void crashedPostgreSqlIsWaitedFor() throws Exception {
        survives(
                () -> {
                    pipeline.targetServer().kill();
                    pipeline.onSource(INSERT);
                },
                pipeline.targetServer()::start);
    }

    @Test
    void stoppedPostgreSqlIsWaitedFor() throws Exception {
        survives(
                () -> {
                    pipeline.targetServer().stop();
                    pipeline.onSource(INSERT);
                },
                pipeline.targetServer()::start);
    }

    @Test
    void cutConnectionsOfTheSourceAreOpenedAgain() throws Exception {
        survives(this::killSourceConnections, () -> {});
    }

    @Test
    void cutConnectionsOfTheTargetAreOpenedAgain() throws Exception {
        survives(
                () -> {
                    pipeline.onTarget(
                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                                    + " AND datname = current_database()");
                    pipeline.onSource(INSERT);
                },
                () -> {});
    }

    private void killSourceConnections() throws SQLException {
        try (Connection connection = pipeline.sourceServer().connect();
                Statement statement = connection.createStatement()) {
            List<String> kills = new ArrayList<>();
            try (ResultSet row = statement.executeQuery("SELECT id FROM information_schema.processlist"
                    + " WHERE id <> connection_id() AND user NOT IN ('event_scheduler', 'system user')")) {
                while (row.next()) {
                    kills.add("KILL " + row.getLong(1));
                }
            }
            for (String kill : kills) {
                TestPipeline.execute(connection, kill);
            }
        }
    }

    @Test
    void frozenMySqlIsNoticedByItsSilence() throws Exception {
        survives(pipeline.sourceServer()::freeze, pipeline.sourceServer()::thaw);
    }

    @Test
    void frozenPostgreSqlMakesTheProcessNotLive() throws Exception {
        try (ReplicatorProcess process = pipeline.start()) {
            process.await(PipelineState.STREAMING);
            pipeline.targetServer().freeze();
            pipeline.onSource(INSERT);
            process.await("not live", status -> !status.live());
            pipeline.targetServer().thaw();
            process.await("live", StatusDocument::live);
            pipeline.awaitCaughtUp(process);
            assertThat(process.terminate()).isZero();
        } finally {
            pipeline.targetServer().thaw();
        }
        pipeline.assertEqual();
    }

    @Test
    void readOnlyTargetIsWaitedFor() throws Exception {
        try {
            survives(
                    () -> {
                        readOnly("on");
                        pipeline.onSource(INSERT);
                    },
                    () -> readOnly("off"));
        } finally {
            readOnly("off");
        }
    }

    private void readOnly(String value) throws SQLException {
        DatabaseServer server = pipeline.targetServer();
        try (Connection connection = server.connect()) {
            TestPipeline.execute(
                    connection, "ALTER SYSTEM SET default_transaction_read_only = " + value, "SELECT pg_reload_conf()");
        }
    }

    @Test
    void fullDiskOfTheTargetIsWaitedFor() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(mount(disk, "size=24m"), "a small file system needs the right to mount one");
        try {
            openTo(disk);
            pipeline.onTarget("CREATE TABLESPACE small LOCATION '" + disk.toRealPath() + "'");
            pipeline.onTarget("ALTER DATABASE " + pipeline.database() + " SET default_tablespace = small");
            try (ReplicatorProcess process = pipeline.start()) {
                process.await(PipelineState.STREAMING);
                pipeline.onSource(
                        "SET SESSION cte_max_recursion_depth = 1000000",
                        "INSERT INTO t (v) WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 200000)"
                                + " SELECT REPEAT('x', 150) FROM s");
                StatusDocument full = process.await(
                        "waiting for space", status -> status.lastError() != null && status.retries() > 1);
                assertThat(full.lastError()).contains("No space left", "Free disk space");
                assertThat(full.state()).isNotEqualTo(PipelineState.FAILED);
                assertThat(pipeline.countOnTarget("SELECT count(*) FROM t")).isEqualTo(3);
                assertThat(mount(disk, "remount,size=200m")).isTrue();
                process.await(PipelineState.STREAMING);
                pipeline.awaitCaughtUp(process);
                assertThat(process.terminate()).isZero();
            }
            pipeline.assertEqual();
        } finally {
            try (Connection connection = pipeline.targetServer().connect()) {
                TestPipeline.execute(
                        connection, "DROP DATABASE " + pipeline.database() + " WITH (FORCE)", "DROP TABLESPACE small");
            }
            new ProcessBuilder("umount", disk.toString()).start().waitFor();
        }
    }

    private static boolean mount(Path directory, String options) throws Exception {
        Process mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", options, "none", directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return mount.waitFor() == 0;
    }

    /** Gives the directory to whoever owns the server's files, and lets him get there. */
    private void openTo(Path directory) throws Exception {
        try (Connection connection = pipeline.targetServer().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW data_directory")) {
            row.next();
            Files.setOwner(directory, Files.getOwner(Path.of(row.getString(1))));
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
