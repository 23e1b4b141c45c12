package io.replicator.app.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.replicator.app.status.Verdict.Level;
import io.replicator.progress.PipelineState;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LagThresholdsTest {
    private final LagThresholds thresholds = new LagThresholds(Duration.ofSeconds(10), Duration.ofSeconds(60));

    @ParameterizedTest
    @CsvSource({
        "STREAMING, 0, OK",
        "STREAMING, 9.999, OK",
        "STREAMING, 10, WARNING",
        "STREAMING, 59.999, WARNING",
        "STREAMING, 60, CRITICAL",
        "CATCHING_UP, 3600, CRITICAL",
        "SNAPSHOTTING, , OK",
        "STANDBY, , OK",
        "PREPARING, , OK",
        "PAUSED, 1, WARNING",
        "PAUSED, 61, CRITICAL",
        "STOPPED, 0, CRITICAL",
        "FAILED, , CRITICAL"
    })
    void stateAndLagDecide(PipelineState state, @Nullable Double lag, Level level) {
        assertThat(thresholds.judge(status(state, true, lag, 0)).level()).isEqualTo(level);
    }

    @Test
    void stuckIsCriticalAndNamed() {
        Verdict verdict = thresholds.judge(status(PipelineState.STREAMING, false, 0.5, 0));

        assertThat(verdict).hasToString("CRITICAL: globetrotter is STREAMING, but stuck, lag 0.50 s");
    }

    @Test
    void waitingAfterAnErrorIsAWarningWhileItsLagIsSmall() {
        assertThat(thresholds.judge(status(PipelineState.PREPARING, true, 5.0, 1)))
                .hasToString("WARNING: globetrotter is PREPARING, lag 5.00 s");
        assertThat(thresholds
                        .judge(status(PipelineState.PREPARING, true, 61.0, 1))
                        .level())
                .isEqualTo(Level.CRITICAL);
    }

    @Test
    void exitCodesAreThoseOfMonitoringPlugins() {
        assertThat(List.of(Level.values())).extracting(Level::exitCode).containsExactly(0, 1, 2, 3);
    }

    @Test
    void warningAboveCriticalMakesNoSense() {
        assertThatThrownBy(() -> new LagThresholds(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static StatusDocument status(PipelineState state, boolean live, @Nullable Double lag, long retries) {
        return new StatusDocument(
                "globetrotter",
                state,
                live,
                state.isReady(),
                "2026-01-01T00:00:00Z",
                "",
                lag,
                null,
                null,
                0,
                0,
                retries,
                null,
                List.of());
    }
}
