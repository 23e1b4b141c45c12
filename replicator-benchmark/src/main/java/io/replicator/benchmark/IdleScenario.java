package io.replicator.benchmark;

import java.time.Duration;
import java.util.List;

/** What the daemon costs while nothing changes. */
final class IdleScenario implements Scenario {
    private static final int WARM_UP_SECONDS = 30;

    private final Settings settings;
    private final ServerPair servers;
    private final Duration time;
    private int number;

    IdleScenario(Settings settings, ServerPair servers, Duration time) {
        this.settings = settings;
        this.servers = servers;
        this.time = time;
    }

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public void prepare() {}

    @Override
    public List<Figure> run() throws Exception {
        String database = "idle" + ++number;
        SmallTables.create(servers, database);
        servers.createTarget(database);
        try (Daemon daemon = Daemon.start(settings, servers, database, database)) {
            daemon.awaitStreaming();
            Pause.millis(WARM_UP_SECONDS * 1_000);
            long memory = daemon.usage().megabytes();
            long sourceLog = servers.source().logBytes();
            long targetLog = servers.target().logBytes();
            UsageMeter meter = new UsageMeter(servers, daemon.usage());
            Pause.millis(time.toMillis());
            daemon.requireAlive();
            Figure.Usage usage = meter.of(daemon.usage());
            return List.of(
                    new Figure("idle, of one core", "%", 100 * usage.replicatorSeconds() / time.toSeconds())
                            .with(usage),
                    new Figure("idle, memory grows by", "MB", daemon.usage().megabytes() - memory),
                    new Figure(
                            "idle, source's log grows by",
                            "kB",
                            (servers.source().logBytes() - sourceLog) / 1024.0),
                    new Figure(
                            "idle, target's log grows by",
                            "kB",
                            (servers.target().logBytes() - targetLog) / 1024.0));
        } finally {
            servers.target().dropDatabase(database);
        }
    }
}
