package io.replicator.app;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code replicator drop}: gives a pipeline up at its source. */
@Command(
        name = "drop",
        mixinStandardHelpOptions = true,
        description =
                "Removes the replication slot and the publication of a pipeline that is given up. A PostgreSQL source"
                        + " keeps its log for them until then. The target keeps its tables and the checkpoint.")
final class DropCommand implements Callable<Integer> {
    private final Operations operations;

    @Mixin
    private final ConfigurationOption configuration = new ConfigurationOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    DropCommand(Operations operations) {
        this.operations = operations;
    }

    @Override
    public Integer call() {
        List<String> removed = operations.drop(configuration.read());
        PrintWriter out = spec.commandLine().getOut();
        removed.forEach(thing -> out.println("removed " + thing));
        if (removed.isEmpty()) {
            out.println("the source holds nothing of this pipeline");
        }
        return 0;
    }
}
