package io.replicator.app;

import io.replicator.error.ReplicationException;
import java.time.Clock;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Entry point of the command line. */
@Command(
        name = "replicator",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Replicates a live database to another engine and keeps the two in sync.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:done; for `run`: stopped as asked",
            " 1:check or plan found a failure, verify or demo a difference",
            " 2:a mistake on the command line or in the configuration",
            " 3:a server does not answer, or an error that may pass was retried for too long",
            " 4:login refused, or a privilege is missing",
            " 5:a setting of the source does not allow replication",
            " 6:the source is another one, or no longer has the changes after the checkpoint",
            " 7:source and target tables do not fit together, or something cannot be replicated",
            " 8:a value that the target cannot hold",
            " 9:another process runs this pipeline",
            "10:the target is not what replication left there",
            "11:a row or value is too large for the heap",
            "12:plan: not every value may arrive as it is, by a lossy type or by what --data has found",
            "70:a defect of replicator",
            "`status` ends as monitoring plugins do: 0 ok, 1 warning, 2 critical, 3 unknown"
        },
        footer = {
            "",
            "The log goes to stderr. Environment: REPLICATOR_LOG_LEVEL (debug, info, warn), REPLICATOR_LOG_FORMAT,",
            "REPLICATOR_OPTS (for the JVM)."
        })
public final class Main {
    // Read early, by LogFormat.chosen; here for the help and for refusing other words.
    @Option(
            names = LogFormat.OPTION,
            scope = ScopeType.INHERIT,
            paramLabel = "FORMAT",
            description = "text for people, json for a log collector; REPLICATOR_LOG_FORMAT by default, or else text.")
    @SuppressWarnings("unused")
    private LogFormat logFormat = LogFormat.TEXT;

    private Main() {}

    public static void main(String[] arguments) {
        LogFormat.chosen(List.of(arguments), System.getenv()).use();
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        Thread.setDefaultUncaughtExceptionHandler(Main::uncaught);
        System.exit(commandLine(new Assembly(), Clock.systemUTC()).execute(arguments));
    }

    static CommandLine commandLine(Operations operations, Clock clock) {
        return new CommandLine(new Main())
                .addSubcommand(new CheckCommand(operations))
                .addSubcommand(new PlanCommand(operations))
                .addSubcommand(new RunCommand(operations, clock))
                .addSubcommand(new StatusCommand(operations))
                .addSubcommand(new VerifyCommand(operations))
                .addSubcommand(new DropCommand(operations))
                .addSubcommand(new DemoCommand(operations))
                .addSubcommand(new TrafficCommand())
                .addSubcommand(new WarmUpCommand(operations))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> explain(failure, commandLine));
    }

    /** Some thread of a library ended; for lack of memory, nothing else would tell. */
    private static void uncaught(Thread thread, Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            ReplicationException known = ReplicationException.outOfMemory(failure);
            System.err.println(known.explained());
            Runtime.getRuntime().halt(known.kind().exitCode());
        }
        LoggerFactory.getLogger(Main.class).error("Thread {} ended by a defect", thread.getName(), failure);
    }

    private static int explain(Exception failure, CommandLine commandLine) {
        if (failure instanceof ReplicationException known) {
            LoggerFactory.getLogger(Main.class).debug("Ended by", known);
            commandLine.getErr().println(known.explained());
            return known.kind().exitCode();
        }
        LoggerFactory.getLogger(Main.class).error("Ended by a defect", failure);
        commandLine.getErr().println("This is a defect of replicator; please report it with the log: " + failure);
        return 70;
    }
}
