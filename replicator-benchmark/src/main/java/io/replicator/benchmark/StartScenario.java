package io.replicator.benchmark;

import java.util.ArrayList;
import java.util.List;

/** From the start of the process to the first row, and from its restart after SIGKILL to the first change. */
final class StartScenario implements Scenario {
    private static final int CHANGES_PER_SECOND = 100;
    private static final int MOST_CHANGES = 30_000;

    private final Settings settings;
    private final ServerPair servers;
    private int number;

    StartScenario(Settings settings, ServerPair servers) {
        this.settings = settings;
        this.servers = servers;
    }

    @Override
    public String name() {
        return "start";
    }

    @Override
    public void prepare() {}

    @Override
    public List<Figure> run() throws Exception {
        String database = "start" + ++number;
        SmallTables.create(servers, database);
        servers.createTarget(database);
        try {
            return List.of(
                    new Figure("start to first row", "s", startToFirstRow(database)),
                    new Figure("restart after kill -9 to first change", "s", restartToFirstChange(database)));
        } finally {
            servers.target().dropDatabase(database);
        }
    }

    private double startToFirstRow(String database) throws Exception {
        try (Daemon daemon = Daemon.start(settings, servers, database, database)) {
            double seconds = TargetWatch.firstRow(servers.target().server(), database, ChangeMix.TABLES.get(0), daemon);
            daemon.awaitStreaming();
            daemon.kill();
            return seconds;
        }
    }

    private double restartToFirstChange(String database) throws Exception {
        try (SteadyTraffic traffic = new SteadyTraffic(MOST_CHANGES, CHANGES_PER_SECOND);
                Arrivals arrivals = new Arrivals(servers.target().server(), database)) {
            traffic.start(servers.source().server(), database);
            try (Daemon daemon = Daemon.start(settings, servers, database, database)) {
                while (!arrivals.look(traffic, new ArrayList<>())) {
                    daemon.requireAlive();
                    Pause.millis(3);
                }
                return daemon.sinceStart().seconds();
            }
        }
    }
}
