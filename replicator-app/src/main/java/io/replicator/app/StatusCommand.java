package io.replicator.app;

import io.replicator.app.config.Configuration;
import io.replicator.app.config.DurationOption;
import io.replicator.app.status.DaemonClient;
import io.replicator.app.status.LagThresholds;
import io.replicator.app.status.StatusDocument;
import io.replicator.app.status.StatusJson;
import io.replicator.app.status.StatusText;
import io.replicator.app.status.Verdict;
import io.replicator.app.status.Verdict.Level;
import io.replicator.error.ReplicationException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code replicator status}: asks the daemon, or reads the stored checkpoint if there is none. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = 3,
        description = "Shows the state of a pipeline; usable as a monitoring plugin.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:ok: it runs, and its lag is below both thresholds",
            "1:warning: lag, a pause, or waiting after an error",
            "2:critical: lag, failed, stuck or not running",
            "3:unknown: neither the daemon nor the target can be asked, or the pipeline never ran"
        })
final class StatusCommand implements Callable<Integer> {
    private static final Duration WATCH_INTERVAL = Duration.ofSeconds(1);
    private static final String CLEAR_SCREEN = "\u001b[H\u001b[2J";

    private final Operations operations;

    @Mixin
    private final ConfigurationOption configuration = new ConfigurationOption();

    @Option(names = "--json", description = "Print the status as JSON.")
    private boolean json;

    @Option(names = "--watch", description = "Show it anew each second until Ctrl-C.")
    private boolean watch;

    @Option(
            names = "--warning",
            defaultValue = "1m",
            converter = DurationOption.class,
            description = "Lag to warn from; ${DEFAULT-VALUE} by default.")
    private Duration warning = Duration.ofMinutes(1);

    @Option(
            names = "--critical",
            defaultValue = "10m",
            converter = DurationOption.class,
            description = "Lag that is critical; ${DEFAULT-VALUE} by default.")
    private Duration critical = Duration.ofMinutes(10);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    StatusCommand(Operations operations) {
        this.operations = operations;
    }

    /** @param document for {@code --json} @param text for people */
    private record Answer(Verdict verdict, Object document, String text) {}

    @Override
    public Integer call() {
        if (warning.compareTo(critical) > 0) {
            throw new ParameterException(spec.commandLine(), "--warning must not be above --critical");
        }
        Answer answer = answer();
        show(answer);
        try {
            while (watch) {
                Thread.sleep(WATCH_INTERVAL.toMillis());
                answer = answer();
                show(answer);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        return answer.verdict().level().exitCode();
    }

    private Answer answer() {
        try {
            Configuration pipeline = configuration.read();
            Optional<StatusDocument> live =
                    pipeline.http().isOn() ? new DaemonClient(pipeline.http()).status() : Optional.empty();
            return live.map(this::running).orElseGet(() -> notRunning(pipeline));
        } catch (ReplicationException e) {
            return unknown(e.explained());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unknown("interrupted");
        }
    }

    private Answer running(StatusDocument status) {
        return new Answer(new LagThresholds(warning, critical).judge(status), status, StatusText.render(status));
    }

    private Answer notRunning(Configuration pipeline) {
        NotRunning stored = NotRunning.of(pipeline, operations.checkpoint(pipeline));
        return new Answer(stored.verdict(), stored, stored.text());
    }

    private static Answer unknown(String why) {
        Verdict verdict = new Verdict(Level.UNKNOWN, why);
        return new Answer(verdict, verdict, "");
    }

    private void show(Answer answer) {
        String text = answer.verdict() + "\n" + (answer.text().isEmpty() ? "" : "\n" + answer.text());
        String clear = watch && Ansi.AUTO.enabled() ? CLEAR_SCREEN : "";
        spec.commandLine().getOut().print(json ? StatusJson.write(answer.document()) + "\n" : clear + text);
        spec.commandLine().getOut().flush();
    }
}
