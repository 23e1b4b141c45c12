package io.replicator.app;

import io.replicator.app.config.DurationOption;
import io.replicator.app.demo.Demo;
import io.replicator.app.demo.DemoSettings;
import io.replicator.app.demo.Screen;
import io.replicator.error.ErrorKind;
import io.replicator.testkit.TestkitException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code replicator demo}: shows on this machine, with nothing installed, what the others do. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a MySQL and a PostgreSQL server, live traffic and a replicator, kills it, and compares the databases.",
            "Needs no installation; what it starts and writes is gone at its end."
        })
final class DemoCommand implements Callable<Integer> {
    private final Operations operations;

    @Option(names = "--rows", defaultValue = "200000", description = "Rows at the start; ${DEFAULT-VALUE} by default.")
    private long rows;

    @Option(
            names = "--rate",
            defaultValue = "500",
            description = "Row changes per second; ${DEFAULT-VALUE} by default.")
    private int rate;

    @Option(
            names = "--duration",
            defaultValue = "30s",
            converter = DurationOption.class,
            description = "How long to stream, such as 30s or 5m; ${DEFAULT-VALUE} by default.")
    private Duration duration = Duration.ofSeconds(30);

    @Option(names = "--no-crash", description = "Do not kill the replicator in the middle.")
    private boolean noCrash;

    @Option(names = "--keep", description = "Leave everything running until Ctrl-C and say how to connect.")
    private boolean keep;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    DemoCommand(Operations operations) {
        this.operations = operations;
    }

    @Override
    public Integer call() throws InterruptedException {
        requireBetween("--rows", rows, 100, 100_000_000);
        requireBetween("--rate", rate, 1, 100_000);
        Screen screen = new Screen(spec.commandLine().getOut(), Ansi.AUTO.enabled());
        DemoSettings settings = new DemoSettings(rows, rate, duration, !noCrash, keep);
        try {
            return new Demo(settings, operations::compare, screen).run() ? 0 : 1;
        } catch (TestkitException e) {
            spec.commandLine().getErr().println("A database server could not be started: " + e.getMessage());
            return ErrorKind.CONNECTION.exitCode();
        }
    }

    private void requireBetween(String option, long value, long smallest, long largest) {
        if (value < smallest || value > largest) {
            throw new ParameterException(
                    spec.commandLine(), option + ": " + value + " is not from " + smallest + " to " + largest);
        }
    }
}
