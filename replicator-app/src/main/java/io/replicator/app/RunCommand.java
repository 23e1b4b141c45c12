package io.replicator.app;

import io.replicator.app.Operations.Daemon;
import io.replicator.app.config.Configuration;
import io.replicator.app.http.HttpEndpoint;
import io.replicator.app.http.Served;
import io.replicator.app.status.ConfigurationJson;
import io.replicator.progress.Progress;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code replicator run}: the daemon. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Copies, catches up and streams until SIGTERM or Ctrl-C; goes on where it was.")
final class RunCommand implements Callable<Integer> {
    private final Operations operations;
    private final Clock clock;

    @Mixin
    private final ConfigurationOption configuration = new ConfigurationOption();

    // For a parent that may die without a word; its end of the pipe is closed then.
    @Option(names = "--stop-with-stdin", hidden = true, description = "Stop when standard input ends.")
    private boolean stopWithInput;

    RunCommand(Operations operations, Clock clock) {
        this.operations = operations;
        this.clock = clock;
    }

    @Override
    @SuppressWarnings("try") // what is open beside the run needs no name within it
    public Integer call() {
        Configuration pipeline = configuration.read();
        Progress progress = new Progress(pipeline.name(), clock);
        Daemon daemon = operations.pipeline(pipeline, progress);
        try (HttpEndpoint http = endpoint(pipeline, progress, daemon);
                ProgressLog log = ProgressLog.start(progress, clock);
                Termination termination = Termination.ends(daemon)) {
            if (stopWithInput) {
                InputEnd.exitsProcess();
            }
            daemon.run();
            return 0;
        }
    }

    private @Nullable HttpEndpoint endpoint(Configuration pipeline, Progress progress, Daemon daemon) {
        Served served = new Served(progress, daemon, ConfigurationJson.of(pipeline), clock);
        return pipeline.http().isOn() ? HttpEndpoint.start(pipeline.http(), served) : null;
    }
}
