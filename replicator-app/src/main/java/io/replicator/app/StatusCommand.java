package io.replicator.app;

import io.replicator.app.config.Configuration;
import io.replicator.app.status.StatusClient;
import io.replicator.app.status.StatusDocument;
import io.replicator.app.status.StatusJson;
import io.replicator.app.status.StatusText;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code replicator status}: asks the daemon, or reads the stored checkpoint if there is none. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows the state of a pipeline. Exit code 1 if it does not run, is stuck or has failed.")
final class StatusCommand implements Callable<Integer> {
    private final Operations operations;

    @Mixin
    private final ConfigurationOption configuration = new ConfigurationOption();

    @Option(names = "--json", description = "Print the status as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    StatusCommand(Operations operations) {
        this.operations = operations;
    }

    @Override
    public Integer call() throws InterruptedException {
        Configuration pipeline = configuration.read();
        PrintWriter out = spec.commandLine().getOut();
        Optional<StatusDocument> status =
                pipeline.http().isOn() ? new StatusClient(pipeline.http()).fetch() : Optional.empty();
        if (status.isPresent()) {
            out.print(json ? StatusJson.write(status.get()) + "\n" : StatusText.render(status.get()));
            return status.get().live() ? 0 : 1;
        }
        NotRunning stored = NotRunning.of(pipeline, operations.checkpoint(pipeline));
        out.print(json ? StatusJson.write(stored) + "\n" : stored.text());
        return 1;
    }
}
