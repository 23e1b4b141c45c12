package io.replicator.app;

import io.replicator.app.status.StatusJson;
import io.replicator.pipeline.plan.Plan;
import io.replicator.pipeline.plan.PlanDdl;
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
    /** Exit code: not every value may arrive as it is. */
    private static final int LOSSY = 12;

    private final Operations operations;

    @Mixin
    private final ConfigurationOption configuration = new ConfigurationOption();

    @Option(names = "--json", description = "Print the plan as JSON.")
    private boolean json;

    @Option(names = "--ddl", description = "Print only the statements, in the order in which they are executed.")
    private boolean ddl;

    @Option(
            names = "--data",
            description = "Read all tables, too, and count the rows that will not arrive as they are.")
    private boolean data;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    PlanCommand(Operations operations) {
        this.operations = operations;
    }

    @Override
    public Integer call() {
        Plan plan = operations.plan(configuration.read(), data);
        spec.commandLine().getOut().println(text(plan));
        if (plan.isRefused()) {
            return 1;
        }
        return plan.isLossy() ? LOSSY : 0;
    }

    private String text(Plan plan) {
        if (ddl) {
            return PlanDdl.of(plan);
        }
        return json ? StatusJson.write(PlanDocument.of(plan)) : PlanText.of(plan);
    }
}
