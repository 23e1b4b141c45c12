package io.replicator.app;

import io.replicator.app.status.StatusJson;
import io.replicator.dialect.Finding;
import io.replicator.dialect.Finding.Level;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code replicator check}: would the pipeline run? */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Checks servers, privileges, settings and tables; changes nothing.")
final class CheckCommand implements Callable<Integer> {
    private final Operations operations;

    @Mixin
    private final ConfigurationOption configuration = new ConfigurationOption();

    @Option(names = "--json", description = "Print the findings as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    CheckCommand(Operations operations) {
        this.operations = operations;
    }

    @Override
    public Integer call() {
        List<Finding> findings = operations.check(configuration.read());
        spec.commandLine().getOut().println(json ? StatusJson.write(findings) : FindingText.render(findings));
        return findings.stream().anyMatch(finding -> finding.level() == Level.FAILED) ? 1 : 0;
    }
}
