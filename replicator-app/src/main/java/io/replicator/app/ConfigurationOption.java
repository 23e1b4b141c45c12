package io.replicator.app;

import io.replicator.app.config.Configuration;
import io.replicator.app.config.ConfigurationFile;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that every command has which works on a pipeline. */
final class ConfigurationOption {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            defaultValue = "replicator.yml",
            description = "The configuration file; ${DEFAULT-VALUE} by default.")
    private Path file = Path.of("replicator.yml");

    Configuration read() {
        return new ConfigurationFile(file, System::getenv).read();
    }
}
