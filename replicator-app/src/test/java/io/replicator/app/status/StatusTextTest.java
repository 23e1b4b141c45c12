package io.replicator.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.app.status.StatusDocument.Checkpoint;
import io.replicator.app.status.StatusDocument.Table;
import io.replicator.progress.PipelineState;
import io.replicator.progress.TableState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatusTextTest {
    @Test
    void snapshotIsShownWithBars() {
        StatusDocument status = new StatusDocument(
                "globetrotter",
                PipelineState.SNAPSHOTTING,
                true,
                false,
                "2026-01-01T00:00:00Z",
                "copying 3 tables",
                null,
                null,
                null,
                0,
                0,
                0,
                null,
                List.of(
                        new Table("travel.bookings", TableState.COPYING, 1_234_567, 2_500_000, 12.5, 0, null),
                        new Table("travel.customers", TableState.READY, 40_000, 40_000, null, 0, null),
                        new Table("travel.payments", TableState.PENDING, 0, 900_000, null, 0, null)));

        assertThat(StatusText.render(status)).isEqualTo("""
                        pipeline    globetrotter
                        state       SNAPSHOTTING since 2026-01-01T00:00:00Z
                        reason      copying 3 tables
                        lag         unknown
                        backlog     unknown
                        checkpoint  none yet
                        applied     0 rows in 0 transactions since the start, 0 retries

                        travel.bookings   COPYING    ██████████░░░░░░░░░░  49%  1,234,567 of about 2,500,000 rows, 13 s left
                        travel.customers  READY      ████████████████████ 100%  40,000 rows
                        travel.payments   PENDING    ░░░░░░░░░░░░░░░░░░░░   0%  0 of about 900,000 rows
                        """);
    }

    @Test
    void stuckStreamIsNamed() {
        StatusDocument status = new StatusDocument(
                "globetrotter",
                PipelineState.STREAMING,
                false,
                true,
                "2026-01-01T00:00:00Z",
                "caught up",
                0.25,
                3_600_000L,
                new Checkpoint(
                        new TreeMap<>(Map.of("file", "binlog.000002", "pos", "157")), "2026-01-01T00:01:00Z", 75.0),
                1234,
                56,
                1,
                "The connection was lost\n  Check it.",
                List.of(new Table("travel.bookings", TableState.READY, 500, 500, null, 1234, "row refused")));

        assertThat(StatusText.render(status)).isEqualTo("""
                        pipeline    globetrotter
                        state       STREAMING, but stuck since 2026-01-01T00:00:00Z
                        reason      caught up
                        lag         0.25 s
                        backlog     3.4 MiB
                        checkpoint  file binlog.000002, pos 157, 75 s old
                        applied     1,234 rows in 56 transactions since the start, 1 retries
                        last error  The connection was lost
                                      Check it.

                        travel.bookings  READY      ████████████████████ 100%  500 rows  + 1,234 changes  row refused
                        """);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.00 s", "9.994, 9.99 s", "42.4, 42 s", "185, 3 min 5 s", "7800, 2 h 10 min"})
    void durationsHaveTheUnitThatReadsBest(double seconds, String text) {
        assertThat(Quantities.seconds(seconds)).isEqualTo(text);
    }
}
