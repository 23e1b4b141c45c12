package io.replicator.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the chosen measurements and prints their figures. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures Replicator end to end, between servers that are embedded, durable and on this machine.")
public final class Benchmark implements Callable<Integer> {
    private enum Kind {
        snapshot,
        backlog,
        single,
        latency,
        start,
        tables,
        large,
        idle,
        all
    }

    @Parameters(arity = "0..*", description = "${COMPLETION-CANDIDATES}; default: all")
    private List<Kind> kinds = List.of(Kind.all);

    @Option(names = "--direction", defaultValue = "mysql_postgresql", description = "${COMPLETION-CANDIDATES}")
    private ServerPair.Direction direction = ServerPair.Direction.mysql_postgresql;

    @Option(names = "--rows", defaultValue = "2000000", description = "rows of the snapshot's table (${DEFAULT-VALUE})")
    private long rows;

    @Option(names = "--changes", defaultValue = "300000", description = "row changes of a backlog (${DEFAULT-VALUE})")
    private int changes;

    @Option(names = "--seconds", defaultValue = "60", description = "how long lag is measured (${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--large",
            defaultValue = "5000000",
            description = "row changes of the large transaction (${DEFAULT-VALUE})")
    private int large;

    @Option(names = "--minutes", defaultValue = "20", description = "how long to be idle (${DEFAULT-VALUE})")
    private int minutes;

    @Option(names = "--runs", defaultValue = "3", description = "runs of each measurement (${DEFAULT-VALUE})")
    private int runs;

    @Option(names = "--heap", defaultValue = "256m", description = "the daemon's -Xmx (${DEFAULT-VALUE})")
    private String heap = "";

    @Option(names = "--tls", defaultValue = "PREFERRED", description = "sslMode towards MySQL (${DEFAULT-VALUE})")
    private String tls = "";

    @Option(names = "--jvm", description = "further option of the daemon's JVM; may be repeated")
    private List<String> jvmOptions = List.of();

    private Benchmark() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path home = Path.of(System.getProperty("replicator.home"));
        Settings settings =
                new Settings(direction, rows, changes, Duration.ofSeconds(seconds), runs, heap, tls, jvmOptions, home);
        Files.createDirectories(settings.folder());
        Report report = new Report(settings);
        try (ServerPair servers = ServerPair.start(direction, tls)) {
            for (Scenario scenario : scenarios(settings, servers)) {
                measure(scenario, report);
                servers.source().forgetPipelines();
            }
        }
        System.out.println(report.table());
        System.out.println(report.writeJson());
        return 0;
    }

    private void measure(Scenario scenario, Report report) throws Exception {
        System.err.println(scenario.name() + ": preparing");
        scenario.prepare();
        for (int run = 1; run <= runs; run++) {
            List<Figure> figures = scenario.run();
            report.add(figures);
            for (Figure figure : figures) {
                System.err.printf(
                        "%s, run %d: %s %.1f %s%n", scenario.name(), run, figure.name(), figure.value(), figure.unit());
            }
        }
    }

    private List<Scenario> scenarios(Settings settings, ServerPair servers) {
        List<Scenario> scenarios = new ArrayList<>();
        for (Kind kind : kinds.contains(Kind.all) ? List.of(Kind.values()) : kinds) {
            switch (kind) {
                case snapshot -> scenarios.add(new SnapshotScenario(settings, servers));
                case backlog -> scenarios.add(new BacklogScenario(settings, servers, "backlog", 100));
                case single -> scenarios.add(new BacklogScenario(settings, servers, "single", 1));
                case latency -> scenarios.add(new LatencyScenario(settings, servers));
                case start -> scenarios.add(new StartScenario(settings, servers));
                case tables -> scenarios.add(new ManyTablesScenario(settings, servers));
                case large -> scenarios.add(new LargeTransactionScenario(settings, servers, large));
                case idle -> scenarios.add(new IdleScenario(settings, servers, Duration.ofMinutes(minutes)));
                case all -> {}
            }
        }
        return scenarios;
    }
}
