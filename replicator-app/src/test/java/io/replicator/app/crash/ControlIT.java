package io.replicator.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.app.crash.ReplicatorProcess.Ended;
import io.replicator.progress.PipelineState;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon steered through its API, and asked for its status whether it runs or not. */
class ControlIT {
    private static final String TOKEN = "a-token-of-the-test";

    @TempDir
    private Path folder;

    @Test
    void pausedResumedAndStoppedThroughTheApiNothingIsLost() throws Exception {
        TestPipeline pipeline = TestServers.smallPipeline(folder).withHttp("token: " + TOKEN);
        try (ReplicatorProcess process = pipeline.start()) {
            process.await(PipelineState.STREAMING);
            assertThat(process.ask("pause", "another-token-here")).isEqualTo(401);
            assertThat(process.ask("pause", TOKEN)).isEqualTo(202);
            process.await(PipelineState.PAUSED);
            pipeline.onSource("INSERT INTO t (v) VALUES ('while paused')");
            Ended paused = process.statusCommand();
            assertThat(paused.exitCode()).isEqualTo(1);
            assertThat(paused.output()).startsWith("WARNING: crash is PAUSED");
            assertThat(pipeline.countOnTarget("SELECT count(*) FROM t")).isEqualTo(3);

            assertThat(process.ask("resume", TOKEN)).isEqualTo(202);
            process.await(PipelineState.STREAMING);
            pipeline.awaitCaughtUp(process);
            assertThat(process.statusCommand().exitCode()).isZero();

            assertThat(process.ask("stop", TOKEN)).isEqualTo(202);
            assertThat(process.exitCode()).isZero();
            Ended stopped = process.statusCommand();
            assertThat(stopped.exitCode()).isEqualTo(2);
            assertThat(stopped.output())
                    .startsWith("CRITICAL: crash is not running")
                    .contains("snapshot    complete", pipeline.database() + ".t  COPIED", "100%  3 rows");
        }
        pipeline.assertEqual();
    }

    @Test
    void statusReadsACheckpointInAFileToo() throws Exception {
        TestPipeline pipeline = TestServers.smallPipeline(folder)
                .with("checkpoint", "{store: file, path: " + folder.resolve("position") + "}");
        try (ReplicatorProcess process = pipeline.start()) {
            process.await(PipelineState.STREAMING);
            process.kill();
            Ended killed = process.statusCommand();
            assertThat(killed.exitCode()).isEqualTo(2);
            assertThat(killed.output()).contains("is not running", pipeline.database() + ".t  COPIED", "3 rows");
        }
    }
}
