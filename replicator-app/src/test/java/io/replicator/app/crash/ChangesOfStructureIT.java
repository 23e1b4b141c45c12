package io.replicator.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.progress.PipelineState;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills the replicator with SIGKILL while it follows changes of structure. {@code replicator.crash.changes} sets how many
 * there are, {@code replicator.crash.seed} repeats a run as far as time allows.
 */
class ChangesOfStructureIT {
    private static final Logger LOG = LoggerFactory.getLogger(ChangesOfStructureIT.class);
    private static final int CHANGES = Integer.getInteger("replicator.crash.changes", 2);
    private static final long SEED = Long.getLong("replicator.crash.seed", System.nanoTime());
    private static final int LONGEST_WAIT_MILLIS = 1_500;

    private final SplittableRandom random = new SplittableRandom(SEED);

    @TempDir
    private Path folder;

    @Test
    void killedWhileTheStructureChangesTheTargetEndsAsTheSource() throws Exception {
        LOG.info("replicator.crash.seed={}", SEED);
        TestPipeline pipeline = TestServers.pipeline(folder);
        pipeline.onSource(
                "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, c0 INT NOT NULL)",
                "INSERT INTO t (c0) VALUES (1), (2), (3)",
                "CREATE TABLE u (id INT PRIMARY KEY, v INT, KEY by_v (v))");
        for (int i = 0; i < CHANGES; i++) {
            try (ReplicatorProcess process = pipeline.start()) {
                process.await(PipelineState.STREAMING);
                pipeline.onSource(
                        "UPDATE t SET c" + i + " = c" + i + " + 1",
                        "ALTER TABLE t RENAME COLUMN c" + i + " TO c" + (i + 1) + ", ADD COLUMN n" + i
                                + " BIGINT NOT NULL DEFAULT " + i,
                        "INSERT INTO t (c" + (i + 1) + ") VALUES (" + i + ")",
                        "CREATE TABLE new" + i + " (id INT PRIMARY KEY)",
                        "INSERT INTO new" + i + " VALUES (1), (2)",
                        "CREATE TABLE filled" + i + " AS SELECT * FROM u",
                        i % 2 == 0 ? "DROP INDEX by_v ON u" : "CREATE INDEX by_v ON u (v)",
                        "INSERT INTO u VALUES (" + i + ", 1)");
                Thread.sleep(random.nextInt(LONGEST_WAIT_MILLIS));
                process.requireAlive();
                process.kill();
            }
        }
        try (ReplicatorProcess process = pipeline.start()) {
            process.await(PipelineState.STREAMING);
            pipeline.awaitCaughtUp(process);
            assertThat(process.terminate()).isZero();
        }
        pipeline.assertEqual();
    }
}
