package io.replicator.app;

import io.replicator.app.config.Configuration;
import io.replicator.app.status.DaemonClient;
import io.replicator.app.status.StatusJson;
import io.replicator.app.status.VerificationDocument;
import io.replicator.app.status.VerificationText;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.progress.Verification.State;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code replicator verify}: lets the daemon compare while it streams, or compares at rest if there is none. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description =
                "Compares source and target row by row at one position: through the daemon while it streams, which"
                        + " needs http.token, or at rest without one.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:equal",
            "1:different",
            "3:it came to no result, or source and target are not comparable now",
            "others as for every command"
        })
final class VerifyCommand implements Callable<Integer> {
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final Operations operations;

    @Mixin
    private final ConfigurationOption configuration = new ConfigurationOption();

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    VerifyCommand(Operations operations) {
        this.operations = operations;
    }

    @Override
    public Integer call() throws InterruptedException {
        VerificationDocument result = verify(configuration.read());
        spec.commandLine().getOut().println(json ? StatusJson.write(result) : VerificationText.render(result));
        return switch (State.valueOf(result.state())) {
            case EQUAL -> 0;
            case DIFFERENT -> 1;
            case FAILED, WAITING, COMPARING -> ErrorKind.CONFLICT.exitCode();
        };
    }

    private VerificationDocument verify(Configuration pipeline) throws InterruptedException {
        if (pipeline.http().isOn()) {
            DaemonClient daemon = new DaemonClient(pipeline.http());
            if (daemon.status().isPresent()) {
                daemon.verify();
                return await(daemon);
            }
        }
        return VerificationDocument.of(operations.compare(pipeline));
    }

    private static VerificationDocument await(DaemonClient daemon) throws InterruptedException {
        while (true) {
            VerificationDocument now = daemon.verification()
                    .orElseThrow(() -> new ReplicationException(
                            ErrorKind.CONNECTION,
                            "The daemon does not answer any more; its log says what became of it"));
            if (now.hasEnded()) {
                return now;
            }
            Thread.sleep(INTERVAL.toMillis());
        }
    }
}
