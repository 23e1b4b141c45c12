package io.replicator.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.change.TableId;
import io.replicator.error.ErrorKind;
import io.replicator.progress.ChangeTally;
import io.replicator.progress.ComparisonResult;
import io.replicator.progress.OngoingVerification;
import io.replicator.progress.Operation;
import io.replicator.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MetricsTest {
    private static final Path PAGE = Path.of("..", "docs", "metrics.md");
    private static final Pattern LABEL = Pattern.compile("([a-z]+)=\"[^\"]*\"");

    private final Progress progress = new Progress("globetrotter", Clock.systemUTC());
    private final Metrics metrics = new Metrics(progress, Clock.systemUTC());

    @AfterEach
    void close() {
        metrics.close();
    }

    /** Dashboards and alerts of users depend on them: a change here breaks them. */
    @Test
    void namesAndLabelsAreThoseOfTheGoldenFile() throws IOException {
        progress.table(new TableId("travel", "bookings")).applied(new ChangeTally());
        verified(result("bookings", 0));

        assertThat(ours().map(MetricsTest::withoutValues).distinct()).containsExactlyElementsOf(golden());
    }

    @Test
    void pageDocumentsEachMetric() throws IOException {
        if (Boolean.getBoolean("replicator.rewrite-docs")) {
            Files.writeString(PAGE, MetricsReference.text());
        }

        assertThat(Files.readString(PAGE))
                .as("run this test with -Dreplicator.rewrite-docs=true")
                .isEqualTo(MetricsReference.text());
    }

    @Test
    void jvmMetricsThatThePageNamesAreThere() {
        assertThat(JvmMetrics.NAMES)
                .allSatisfy(name -> assertThat(metrics.scrape()).containsPattern("(?m)^" + name + "[ {]"));
    }

    @Test
    void errorsAndRetriesStartAtZeroForEveryKind() {
        progress.retrying(ErrorKind.CONNECTION, "gone");

        assertThat(metrics.scrape())
                .contains("replicator_errors_total{kind=\"connection\",pipeline=\"globetrotter\"} 1.0")
                .contains("replicator_retries_total{pipeline=\"globetrotter\",reason=\"connection\"} 1.0")
                .contains("replicator_errors_total{kind=\"value\",pipeline=\"globetrotter\"} 0.0")
                .doesNotContain("reason=\"value\"");
    }

    @Test
    void tablesBeyondTheLimitAreOne() {
        for (int i = 0; i < FoldedTables.LIMIT + 2; i++) {
            ChangeTally tally = new ChangeTally();
            tally.add(Operation.DELETE);
            progress.table(new TableId("travel", "t%04d".formatted(i))).expecting(10);
            progress.table(new TableId("travel", "t%04d".formatted(i))).applied(tally);
        }

        String text = metrics.scrape();

        assertThat(text)
                .contains("replicator_table_rows_estimated{pipeline=\"globetrotter\",table=\"travel.t0499\"} 10.0")
                .doesNotContain("travel.t0500")
                .contains("replicator_table_rows_estimated{pipeline=\"globetrotter\",table=\"(others)\"} 20.0")
                .contains("operation=\"delete\",pipeline=\"globetrotter\",table=\"(others)\"} 2.0");
    }

    @Test
    void fiveHundredTablesAreNotFolded() {
        for (int i = 0; i < FoldedTables.LIMIT; i++) {
            progress.table(new TableId("travel", "t" + i)).expecting(10);
        }

        assertThat(metrics.scrape()).doesNotContain("(others)");
    }

    @Test
    void discrepanciesOfTheLastResultStayUntilTheNext() {
        assertThat(metrics.scrape())
                .contains("replicator_verification_age_seconds{pipeline=\"globetrotter\"} NaN")
                .doesNotContain("replicator_verification_discrepancies{");
        verified(result("bookings", 3), result("payments", 0));
        progress.verifications().begin(Clock.systemUTC()).orElseThrow().fail("no view");

        assertThat(metrics.scrape())
                .contains(
                        "replicator_verification_discrepancies{pipeline=\"globetrotter\",table=\"travel.bookings\"} 3.0")
                .contains(
                        "replicator_verification_discrepancies{pipeline=\"globetrotter\",table=\"travel.payments\"} 0.0")
                .contains("replicator_verification_rows{pipeline=\"globetrotter\"} 200.0")
                .contains("replicator_verification_tables{pipeline=\"globetrotter\"} 2.0")
                .contains("replicator_verification_failures_total{pipeline=\"globetrotter\"} 1.0");
    }

    private void verified(ComparisonResult... results) {
        OngoingVerification verification =
                progress.verifications().begin(Clock.systemUTC()).orElseThrow();
        for (ComparisonResult result : results) {
            verification.compared(result);
        }
        verification.end();
    }

    private static ComparisonResult result(String table, long missing) {
        return new ComparisonResult(new TableId("travel", table), 100, 100 - missing, 0, missing, 0, List.of());
    }

    private Stream<String> ours() {
        return metrics.scrape().lines().filter(line -> line.startsWith("replicator_"));
    }

    /** {@code replicator_errors_total{kind,pipeline}} */
    private static String withoutValues(String line) {
        List<String> labels = LABEL.matcher(line)
                .results()
                .map(label -> label.group(1))
                .sorted()
                .toList();
        return line.substring(0, line.indexOf('{')) + "{" + String.join(",", labels) + "}";
    }

    private static List<String> golden() throws IOException {
        try (InputStream file = MetricsTest.class.getResourceAsStream("names-and-labels.txt")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
