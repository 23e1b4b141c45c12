package io.replicator.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.change.TableId;
import io.replicator.progress.ComparisonResult;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DemoReportTest {
    private static final ComparisonResult EQUAL =
            new ComparisonResult(new TableId("travel", "bookings"), 80_312, 80_312, 0, 0, 0, List.of());
    private static final ComparisonResult UNEQUAL =
            new ComparisonResult(new TableId("travel", "payments"), 1_000, 999, 0, 1, 0, List.of("[7, 1] is missing"));

    @Test
    void equalTablesAreSaidToBeEqual() {
        DemoReport report = new DemoReport(List.of(EQUAL), new Outcome(2.5, 0.25, 2.1));

        assertThat("report\n" + String.join("\n", report.lines())).isEqualTo("""
                        report
                          table                source       target  differences
                          bookings             80,312       80,312            0

                          EQUAL          80,312 rows, 0 differences
                          longest lag    0.25 s while streaming, 2.50 s with catching up
                          resume time    2.10 s from kill -9 to the first change applied""");
    }

    @Test
    void differencesAreNamed() {
        DemoReport report = new DemoReport(List.of(EQUAL, UNEQUAL), new Outcome(2.5, 0.25, -1));

        assertThat(report.lines())
                .contains("  ! payments [7, 1] is missing", "  NOT EQUAL      1 differences")
                .noneMatch(line -> line.contains("resume time"));
    }

    @Test
    void nothingComparedIsNotEqual() {
        assertThat(new DemoReport(List.of(), new Outcome(0, 0, -1)).lines()).contains("  NOT EQUAL      0 differences");
    }
}
