package io.replicator.app;

import io.replicator.app.status.StatusJson;
import io.replicator.pipeline.plan.Plan;
import io.replicator.pipeline.plan.PlanDocument;
import io.replicator.pipeline.plan.PlanText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code replicator plan}: what would be created? */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Shows the target's tables and how each type is mapped, every loss named; changes nothing.")
final class PlanCommand implements Callable<Integer> {
    private final Operations operations;

    @Mixin
    private final ConfigurationOption configuration = new ConfigurationOption();

    @Option(names = "--json", description = "Print the plan as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    PlanCommand(Operations operations) {
        this.operations = operations;
    }

    @Override
    public Integer call() {
        Plan plan = operations.plan(configuration.read());
        spec.commandLine().getOut().println(json ? StatusJson.write(PlanDocument.of(plan)) : PlanText.of(plan));
        return plan.isRefused() ? 1 : 0;
    }
}
