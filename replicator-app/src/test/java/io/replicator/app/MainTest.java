package io.replicator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.replicator.app.config.HttpSettings;
import io.replicator.app.status.DaemonClient;
import io.replicator.app.status.StatusDocument;
import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import io.replicator.dialect.Finding;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.pipeline.plan.Doubt;
import io.replicator.pipeline.plan.Plan;
import io.replicator.pipeline.plan.TablePlan;
import io.replicator.progress.ComparisonResult;
import io.replicator.progress.OngoingVerification;
import io.replicator.progress.PipelineState;
import io.replicator.progress.TableState;
import io.replicator.progress.Verification;
import io.replicator.schema.Table;
import io.replicator.typemapping.Departure;
import io.replicator.typemapping.Fidelity;
import io.replicator.typemapping.TableMapping;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class MainTest {
    private final FakeOperations operations = new FakeOperations();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void helpNamesCommandsAndExitCodes() throws IOException {
        assertThat(execute("--help")).isZero();

        assertThat(out.toString())
                .contains("check", "plan", "run", "status", "Exit codes:", "70", "REPLICATOR_LOG_LEVEL");
    }

    @Test
    void versionIsPrinted() throws IOException {
        assertThat(execute("--version")).isZero();

        assertThat(out.toString()).startsWith("replicator ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "check --unknown", "run -c"})
    void usageErrorsEndWith2(String arguments) {
        assertThat(executeRaw(arguments.isEmpty() ? new String[0] : arguments.split(" ")))
                .isEqualTo(2);
        assertThat(err.toString()).containsAnyOf("Usage: replicator", "Did you mean: replicator");
    }

    @Test
    void missingConfigurationEndsWith2() {
        assertThat(executeRaw("run", "-c", folder.resolve("no.yml").toString())).isEqualTo(2);

        assertThat(err.toString())
                .contains("Cannot read the configuration file")
                .contains("Correct the configuration and start again.")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @EnumSource(ErrorKind.class)
    void everyErrorHasItsExitCodeAndItsHintAndNoStackTrace(ErrorKind kind) throws IOException {
        operations.running = progress -> {
            throw new ReplicationException(kind, "The server mysql:3306 went away", new IOException("reset"));
        };

        assertThat(execute("run")).isEqualTo(kind.exitCode());
        assertThat(err.toString())
                .isEqualToNormalizingNewlines("The server mysql:3306 went away\n  " + kind.hint() + "\n");
    }

    @Test
    void defectEndsWith70() throws IOException {
        operations.running = progress -> {
            throw new IllegalStateException("impossible");
        };

        assertThat(execute("run")).isEqualTo(70);
        assertThat(err.toString()).contains("defect of replicator").contains("impossible");
    }

    @Test
    void checkPrintsATableAndEndsWith1OnAFailure() throws IOException {
        operations.findings = List.of(
                Finding.passed("binlog_format", "ROW"),
                Finding.warning("retention", "3 hours", "Keep a day of binlog."),
                Finding.failed("privileges", "REPLICATION SLAVE is missing", "GRANT it."));

        assertThat(execute("check")).isEqualTo(1);
        assertThat(out.toString()).isEqualToNormalizingNewlines("""
                        passed   binlog_format  ROW
                        warning  retention      3 hours
                                 -> Keep a day of binlog.
                        FAILED   privileges     REPLICATION SLAVE is missing
                                 -> GRANT it.

                        1 passed, 1 warnings, 1 failed
                        """);
    }

    @Test
    void checkWithWarningsIsFine() throws IOException {
        operations.findings = List.of(Finding.warning("retention", "3 hours", "Keep a day of binlog."));

        assertThat(execute("check", "--json")).isZero();
        assertThat(out.toString()).contains("\"level\" : \"WARNING\"").contains("\"subject\" : \"retention\"");
    }

    @Test
    void dropSaysWhatItRemoved() throws IOException {
        assertThat(execute("drop")).isZero();
        assertThat(out.toString()).contains("the source holds nothing of this pipeline");

        operations.dropped = List.of("replication slot replicator_travel");
        assertThat(execute("drop")).isZero();
        assertThat(out.toString()).contains("removed replication slot replicator_travel");
    }

    @Test
    void planIsPrintedAsTextAndAsJson() throws IOException {
        operations.plan = new Plan(List.of(table(Fidelity.WIDER)), List.of("view v"));

        assertThat(execute("plan")).isZero();
        assertThat(out.toString()).contains("travel.bookings -> public.bookings", "view v");
        assertThat(execute("plan", "--json")).isZero();
        assertThat(out.toString()).contains("\"refused\" : false", "\"lossy\" : false", "\"fidelity\" : \"WIDER\"");
    }

    @Test
    void refusedPlanEndsWith1() throws IOException {
        operations.plan = new Plan(List.of(table(Fidelity.REFUSED)), List.of());

        assertThat(execute("plan")).isEqualTo(1);
        assertThat(out.toString()).contains("REFUSED      column total: too wide");
    }

    @Test
    void lossyPlanEndsWith12() throws IOException {
        operations.plan = new Plan(List.of(table(Fidelity.LOSSY)), List.of());

        assertThat(execute("plan")).isEqualTo(12);
        assertThat(out.toString()).contains("LOSSY        column total: too wide");
    }

    @Test
    void doubtsAboutDataEndWith12() throws IOException {
        operations.plan = new Plan(List.of(table(Fidelity.EQUAL)), List.of())
                .with(List.of(new Doubt(new TableId("travel", "bookings"), "column at", "a zero date", 3, "id=7")));

        assertThat(execute("plan", "--data")).isEqualTo(12);
        assertThat(out.toString()).contains("LOSSY        column at: 3 rows, such as id=7: a zero date");
    }

    @Test
    void ddlIsPrintedAlone() throws IOException {
        operations.plan = new Plan(List.of(table(Fidelity.EQUAL)), List.of());

        assertThat(execute("plan", "--ddl")).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("-- before the load\n-- after the load\n");
    }

    private static TablePlan table(Fidelity fidelity) {
        TableId source = new TableId("travel", "bookings");
        Table table =
                new Table(source, "mysql", List.of(), List.of(), List.of(), List.of(), List.of(), "", "", 0, 0, 0);
        return new TablePlan(
                new TableMapping(table, new TableId("public", "bookings"), List.of()),
                List.of(),
                List.of(),
                List.of(new Departure(source, "column total", fidelity, "too wide")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status -c", "status --warning 5m --critical 1m", "status --warning soon"})
    void usageErrorsOfStatusAreUnknownToAMonitor(String arguments) {
        assertThat(executeRaw(arguments.split(" "))).isEqualTo(3);
    }

    @Test
    void statusWithoutDaemonShowsTheStoredCheckpoint() throws IOException {
        operations.checkpoint = Optional.of(new CheckpointView(
                new SourcePosition(Map.of("file", "binlog.000002")),
                false,
                1234,
                List.of(new StatusDocument.Table("travel.bookings", TableState.COPYING, 50, 200, null, 0, null))));

        assertThat(execute("status")).isEqualTo(2);
        assertThat(out.toString()).isEqualToNormalizingNewlines("""
                        CRITICAL: globetrotter is not running

                        pipeline    globetrotter
                        state       NOT_RUNNING: http.port is 0, so a daemon cannot be asked
                        checkpoint  file binlog.000002
                        snapshot    not complete; `run` goes on with the missing chunks
                        applied     1,234 rows since the pipeline was created

                        travel.bookings  COPYING    █████░░░░░░░░░░░░░░░  25%  50 of about 200 rows
                        """);
        assertThat(execute("status", "--json")).isEqualTo(2);
        assertThat(out.toString()).contains("\"state\" : \"NOT_RUNNING\"", "\"rows_copied\" : 50");
    }

    @Test
    void statusOfAPipelineThatNeverRanIsUnknown() throws IOException {
        assertThat(execute("status")).isEqualTo(3);
        assertThat(out.toString()).startsWith("UNKNOWN: globetrotter never ran");
    }

    @Test
    void statusIsUnknownWhereNobodyCanBeAsked() throws IOException {
        operations.checkpointFailure =
                Optional.of(new ReplicationException(ErrorKind.CONNECTION, "The server pg:5432 does not answer"));

        assertThat(execute("status")).isEqualTo(3);
        assertThat(out.toString()).startsWith("UNKNOWN: The server pg:5432 does not answer");
    }

    @Test
    void statusAsksTheDaemonThatRuns() throws Exception {
        int port = freePort();
        operations.running = progress -> {
            progress.enter(PipelineState.STREAMING, "caught up");
            progress.upToDate(Instant.now().minusSeconds(30));
            assertThat(executeUnchecked(port, "status")).isZero();
            assertThat(executeUnchecked(port, "status", "--warning", "20s")).isEqualTo(1);
            assertThat(executeUnchecked(port, "status", "--warning", "1s", "--critical", "20s"))
                    .isEqualTo(2);
            progress.failed(ErrorKind.VALUE, "broken");
            assertThat(executeUnchecked(port, "status", "--json")).isEqualTo(2);
        };

        assertThat(execute(port, "run")).isZero();
        assertThat(out.toString())
                .contains("OK: globetrotter is STREAMING, lag 3", "STREAMING since")
                .contains("\"last_error\" : \"broken\"");
        assertThat(new DaemonClient(new HttpSettings("127.0.0.1", port)).status())
                .isEmpty();
    }

    @Test
    void verifyWithoutDaemonComparesAtRest() throws IOException {
        operations.compared = Optional.of(verification(0));
        assertThat(execute("verify")).isZero();
        assertThat(out.toString()).contains("EQUAL: 0 discrepancies; 1,000 rows in 1 tables");

        operations.compared = Optional.of(verification(3));
        assertThat(execute("verify")).isEqualTo(1);
        assertThat(out.toString()).contains("[17] is missing", "DIFFERENT: 3 discrepancies");

        assertThat(execute("verify", "--json")).isEqualTo(1);
        assertThat(out.toString()).contains("\"missing\" : 3", "\"binlog.000002\"");
    }

    @Test
    void verificationWithoutAResultEndsWith3() throws IOException {
        OngoingVerification verification = new OngoingVerification(Clock.systemUTC());
        verification.failed(new TableId("travel", "bookings"), "relation \"bookings\" does not exist");
        verification.end();
        operations.compared = Optional.of(verification.status());

        assertThat(execute("verify")).isEqualTo(3);
        assertThat(out.toString()).contains("does not exist", "FAILED: 1 of 1 tables could not be compared");
    }

    @Test
    void verifyLetsTheDaemonCompare() throws Exception {
        int port = freePort();
        operations.running = progress -> {
            progress.enter(PipelineState.STREAMING, "caught up");
            operations.verifying = () -> {
                OngoingVerification begun =
                        progress.verifications().begin(Clock.systemUTC()).orElseThrow();
                begun.compared(missing(2));
                begun.end();
                return Optional.empty();
            };
            assertThat(executeUnchecked(port, "verify")).isEqualTo(1);
            assertThat(out.toString()).contains("[17] is missing", "DIFFERENT: 2 discrepancies");
            operations.verifying = () -> Optional.of("a verification is under way");
            assertThat(executeUnchecked(port, "verify")).isEqualTo(3);
            assertThat(err.toString()).contains("The daemon does not compare: a verification is under way");
        };

        assertThat(execute(port, "run")).isZero();
    }

    private static Verification verification(long missing) {
        OngoingVerification verification = new OngoingVerification(Clock.systemUTC());
        TableId bookings = new TableId("travel", "bookings");
        verification.comparing(new SourcePosition(Map.of("file", "binlog.000002", "pos", "157")), List.of(bookings));
        verification.compared(missing(missing));
        verification.end();
        return verification.status();
    }

    private static ComparisonResult missing(long rows) {
        TableId bookings = new TableId("travel", "bookings");
        return new ComparisonResult(
                bookings, 1_000, 1_000 - rows, 0, rows, 0, rows == 0 ? List.of() : List.of("[17] is missing"));
    }

    @Test
    void watchedStatusIsShownUntilInterrupted() throws Exception {
        Thread watcher = new Thread(() -> executeUnchecked(0, "status", "--watch"));
        watcher.start();
        await().until(() -> out.toString().split("never ran\n", -1).length > 2);
        watcher.interrupt();

        watcher.join(Duration.ofSeconds(10).toMillis());
        assertThat(watcher.isAlive()).isFalse();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private int execute(String... arguments) throws IOException {
        return execute(0, arguments);
    }

    private int executeUnchecked(int port, String... arguments) {
        try {
            return execute(port, arguments);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs a command with a good configuration. */
    private int execute(int port, String... arguments) throws IOException {
        Path file = folder.resolve("replicator.yml");
        Files.writeString(file, """
                name: globetrotter
                source: {url: 'jdbc:mysql://mysql/globetrotter', user: reader, password: x}
                target: {url: 'jdbc:postgresql://pg/globetrotter', user: writer, password: x}
                http: {port: %d, token: 0123456789abcdef}
                """.formatted(port));
        if (arguments[0].startsWith("--")) {
            return executeRaw(arguments);
        }
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "-c";
        all[arguments.length + 1] = file.toString();
        return executeRaw(all);
    }

    private int executeRaw(String... arguments) {
        CommandLine commandLine = Main.commandLine(operations, Clock.systemUTC());
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
