package io.replicator.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.progress.PipelineState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checkpoint in a file beside the process. */
class FileCheckpointIT {
    private static final Logger LOG = LoggerFactory.getLogger(FileCheckpointIT.class);
    private static final long SEED = Long.getLong("replicator.crash.seed", System.nanoTime());
    private static final int KILLS = 10;

    @TempDir
    private Path folder;

    @Test
    void killedAtAnyInstantTheTargetEndsEqual() throws Exception {
        LOG.info("replicator.crash.seed={}", SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        Path file = folder.resolve("position");
        TestPipeline pipeline = TestServers.pipeline(folder)
                .with("snapshot", "{chunk_rows: 100, readers: 2}")
                .with("checkpoint", "{store: file, path: " + file + "}");
        Bank.create(pipeline);
        pipeline.onSource("DROP TABLE audit");
        try (Bank bank = Bank.open(pipeline, random.nextLong())) {
            for (int kill = 0; kill < KILLS; kill++) {
                killAfter(
                        kill < 4 ? PipelineState.SNAPSHOTTING : PipelineState.STREAMING, random.nextInt(900), pipeline);
            }
            try (ReplicatorProcess process = pipeline.start()) {
                process.await(PipelineState.STREAMING);
                bank.stop();
                pipeline.awaitCaughtUp(process);
                assertThat(process.terminate()).isZero();
            }
        }
        assertThat(Files.readString(file)).contains("\"gtids\"");
        pipeline.assertEqual();
    }

    private static void killAfter(PipelineState state, int millis, TestPipeline pipeline) throws InterruptedException {
        try (ReplicatorProcess process = pipeline.start()) {
            process.await(
                    state.toString(), status -> status.state() == state || status.state() == PipelineState.STREAMING);
            Thread.sleep(millis);
            process.requireAlive();
            process.kill();
        }
    }
}
