package io.replicator.benchmark;

import io.replicator.app.status.StatusDocument;
import io.replicator.progress.PipelineState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The initial copy of one large table, beside a hand-written pipe. */
final class SnapshotScenario implements Scenario {
    private static final String SOURCE = "snapshot";
    private static final String PIPED = "piped";
    private static final String COPIED = "copied";

    private final Settings settings;
    private final ServerPair servers;

    SnapshotScenario(Settings settings, ServerPair servers) {
        this.settings = settings;
        this.servers = servers;
    }

    @Override
    public String name() {
        return "snapshot";
    }

    @Override
    public void prepare() throws SQLException {
        servers.source().createDatabase(SOURCE);
        OrderTable.create(servers.source(), SOURCE, "orders", settings.rows());
    }

    @Override
    public List<Figure> run() throws Exception {
        Figure pipe = pipe();
        servers.createTarget(COPIED);
        UsageMeter meter = new UsageMeter(servers);
        try (Daemon daemon = Daemon.start(settings, servers, SOURCE, COPIED)) {
            double firstRow = TargetWatch.firstRow(servers.target().server(), COPIED, "orders", daemon);
            daemon.await(SnapshotScenario::isOver);
            double end = daemon.sinceStart().seconds();
            Figure.Usage usage = meter.of(daemon.usage());
            requireAllRows(COPIED);
            daemon.awaitStreaming();
            daemon.stop();
            return List.of(
                    pipe,
                    rate("snapshot, from the first row", end - firstRow).against(pipe.value()),
                    rate("snapshot, from the start", end).against(pipe.value()).with(usage),
                    new Figure("snapshot, start to first row", "s", firstRow));
        } finally {
            servers.target().dropDatabase(COPIED);
        }
    }

    private static boolean isOver(StatusDocument status) {
        return status.state() == PipelineState.CATCHING_UP || status.state() == PipelineState.STREAMING;
    }

    private Figure pipe() throws Exception {
        servers.createTarget(PIPED);
        try {
            UsageMeter meter = new UsageMeter(servers, ProcessUsage.ofThis());
            double seconds = new HandWrittenPipe(servers, SOURCE, PIPED, settings.rows()).run();
            requireAllRows(PIPED);
            return rate("limit: hand-written pipe", seconds).with(meter.of(ProcessUsage.ofThis()));
        } finally {
            servers.target().dropDatabase(PIPED);
        }
    }

    private Figure rate(String name, double seconds) {
        return new Figure(name, "rows/s", settings.rows() / seconds);
    }

    private void requireAllRows(String database) throws SQLException {
        try (Connection connection = servers.target().server().connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM orders")) {
            row.next();
            if (row.getLong(1) != settings.rows()) {
                throw new IllegalStateException(row.getLong(1) + " rows arrived instead of " + settings.rows());
            }
        }
    }
}
