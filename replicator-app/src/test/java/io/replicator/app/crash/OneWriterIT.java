package io.replicator.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.app.status.StatusDocument;
import io.replicator.progress.PipelineState;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes with one pipeline: one writes, the others wait, and who lost the pipeline cannot commit. */
class OneWriterIT {
    /** Ends the session that holds the pipeline's lock, as a firewall or an administrator may. */
    private static final String END_LOCK =
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted";

    @TempDir
    private Path folder;

    private TestPipeline pipeline;

    @BeforeEach
    void createPipeline() throws SQLException {
        pipeline = TestServers.smallPipeline(folder);
    }

    @Test
    void secondProcessWaitsAndTakesOver() throws Exception {
        try (ReplicatorProcess first = pipeline.start();
                ReplicatorProcess second = startStandby(first)) {
            pipeline.onSource("INSERT INTO t (v) VALUES ('by the first')");
            first.kill();
            Instant killed = Instant.now();
            second.await(PipelineState.STREAMING);
            assertThat(Duration.between(killed, Instant.now())).isLessThan(Duration.ofSeconds(15));
            pipeline.onSource("INSERT INTO t (v) VALUES ('by the second')");
            pipeline.awaitCaughtUp(second);
            assertThat(second.terminate()).isZero();
        }
        pipeline.assertEqual();
    }

    @Test
    void standbyEndsCleanly() throws Exception {
        try (ReplicatorProcess first = pipeline.start();
                ReplicatorProcess second = startStandby(first)) {
            assertThat(second.terminate()).isZero();
            assertThat(first.terminate()).isZero();
        }
    }

    @Test
    void standbyOutlivesARestartOfTheTarget() throws Exception {
        try (ReplicatorProcess first = pipeline.start();
                ReplicatorProcess second = startStandby(first)) {
            pipeline.targetServer().kill();
            Thread.sleep(2_000);
            pipeline.targetServer().start();
            pipeline.onSource("INSERT INTO t (v) VALUES ('after')");
            second.await("retrying", status -> status.retries() > 0);
            first.await("writer or standby", OneWriterIT::isSettled);
            second.await("writer or standby", OneWriterIT::isSettled);
            first.kill();
            second.await(PipelineState.STREAMING);
            pipeline.awaitCaughtUp(second);
        }
        pipeline.assertEqual();
    }

    private static boolean isSettled(StatusDocument status) {
        return status.state() == PipelineState.STREAMING || status.state() == PipelineState.STANDBY;
    }

    @Test
    void writerThatLostThePipelineCannotCommit() throws Exception {
        try (ReplicatorProcess first = pipeline.start();
                ReplicatorProcess second = startStandby(first)) {
            first.freeze();
            pipeline.onTarget(END_LOCK);
            second.await(PipelineState.STREAMING);
            pipeline.onSource("INSERT INTO t (v) VALUES ('by the second')");
            pipeline.awaitCaughtUp(second);
            first.thaw();
            first.await(PipelineState.STANDBY);
            pipeline.onSource("UPDATE t SET n = n + 1", "INSERT INTO t (v) VALUES ('again')");
            pipeline.awaitCaughtUp(second);
            pipeline.assertEqual();
            assertThat(second.status().orElseThrow().state()).isEqualTo(PipelineState.STREAMING);
        }
    }

    @Test
    void writerFrozenInsideATransactionDoesNotHoldUpItsSuccessor() throws Exception {
        pipeline.onSource("CREATE TABLE big (id INT PRIMARY KEY, v INT)");
        try (ReplicatorProcess first = pipeline.start();
                ReplicatorProcess second = startStandby(first)) {
            pipeline.onSource(
                    "SET SESSION cte_max_recursion_depth = 1000000",
                    "INSERT INTO big WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 300000)"
                            + " SELECT n, n FROM s");
            Thread.sleep(500);
            first.freeze();
            pipeline.onTarget(END_LOCK);
            second.await(PipelineState.STREAMING);
            pipeline.awaitCaughtUp(second);
            first.thaw();
            first.await(PipelineState.STANDBY);
            pipeline.onSource("UPDATE t SET n = 7");
            pipeline.awaitCaughtUp(second);
            pipeline.assertEqual();
        }
    }

    private ReplicatorProcess startStandby(ReplicatorProcess first) throws InterruptedException {
        first.await(PipelineState.STREAMING);
        ReplicatorProcess second = pipeline.start();
        second.await(PipelineState.STANDBY);
        return second;
    }
}
