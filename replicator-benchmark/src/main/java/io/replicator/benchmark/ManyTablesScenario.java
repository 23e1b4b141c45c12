package io.replicator.benchmark;

import java.util.List;

/** The initial copy of a thousand tables with a hundred rows each. */
final class ManyTablesScenario implements Scenario {
    private static final String DATABASE = "many";
    private static final int TABLES = 1_000;
    private static final int ROWS = 100;

    private final Settings settings;
    private final ServerPair servers;

    ManyTablesScenario(Settings settings, ServerPair servers) {
        this.settings = settings;
        this.servers = servers;
    }

    @Override
    public String name() {
        return "tables";
    }

    @Override
    public void prepare() throws Exception {
        servers.source().createDatabase(DATABASE);
        for (int table = 1; table <= TABLES; table++) {
            OrderTable.create(servers.source(), DATABASE, "orders_" + table, ROWS);
        }
        servers.settle();
    }

    @Override
    public List<Figure> run() throws Exception {
        servers.createTarget(DATABASE);
        UsageMeter meter = new UsageMeter(servers);
        try (Daemon daemon = Daemon.start(settings, servers, DATABASE, DATABASE)) {
            daemon.awaitStreaming();
            double seconds = daemon.sinceStart().seconds();
            Figure.Usage usage = meter.of(daemon.usage());
            daemon.stop();
            return List.of(new Figure(TABLES + " tables, start to streaming", "s", seconds).with(usage));
        } finally {
            servers.target().dropDatabase(DATABASE);
        }
    }
}
