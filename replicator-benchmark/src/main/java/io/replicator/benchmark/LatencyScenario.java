package io.replicator.benchmark;

import java.util.List;

/** How long after its commit at the source a change is visible on the target, at a steady rate. */
final class LatencyScenario implements Scenario {
    private static final int CHANGES_PER_SECOND = 500;
    private static final int WARM_UP_SECONDS = 10;

    private final Settings settings;
    private final ServerPair servers;
    private int number;

    LatencyScenario(Settings settings, ServerPair servers) {
        this.settings = settings;
        this.servers = servers;
    }

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public void prepare() {}

    @Override
    public List<Figure> run() throws Exception {
        String database = "latency" + ++number;
        SmallTables.create(servers, database);
        servers.createTarget(database);
        try (Daemon daemon = Daemon.start(settings, servers, database, database)) {
            daemon.awaitStreaming();
            UsageMeter meter = new UsageMeter(servers, daemon.usage());
            List<Double> lags = measure(daemon, database);
            Figure.Usage usage = meter.of(daemon.usage());
            daemon.stop();
            return List.of(lag("p50", lags, 0.5), lag("p99", lags, 0.99).with(usage), lag("max", lags, 1));
        } finally {
            servers.target().dropDatabase(database);
        }
    }

    private List<Double> measure(Daemon daemon, String database) throws Exception {
        int warmUp = WARM_UP_SECONDS * CHANGES_PER_SECOND;
        int measured = (int) settings.lagTime().toSeconds() * CHANGES_PER_SECOND;
        try (SteadyTraffic traffic = new SteadyTraffic(warmUp + measured, CHANGES_PER_SECOND);
                Arrivals arrivals = new Arrivals(servers.target().server(), database)) {
            traffic.start(servers.source().server(), database);
            List<Double> lags = arrivals.lagsOf(traffic, warmUp, daemon);
            traffic.await();
            return lags;
        }
    }

    private static Figure lag(String what, List<Double> sorted, double share) {
        int at = (int) Math.ceil(share * sorted.size()) - 1;
        return new Figure("lag at 500 changes/s, " + what, "ms", sorted.get(at));
    }
}
