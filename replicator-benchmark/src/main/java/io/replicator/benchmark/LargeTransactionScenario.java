package io.replicator.benchmark;

import io.replicator.app.status.StatusDocument;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** One transaction of millions of changes, 60 % inserts, 30 % updates, 10 % deletes, made while the daemon streams. */
final class LargeTransactionScenario implements Scenario {
    private static final String SEED = "seed";
    private static final int SEED_ROWS = 100_000;

    private final Settings settings;
    private final ServerPair servers;
    private final int changes;
    private int number;

    LargeTransactionScenario(Settings settings, ServerPair servers, int changes) {
        this.settings = settings;
        this.servers = servers;
        this.changes = changes;
    }

    @Override
    public String name() {
        return "large";
    }

    @Override
    public void prepare() {}

    @Override
    public List<Figure> run() throws Exception {
        String database = "large" + ++number;
        servers.source().createDatabase(database);
        OrderTable.create(servers.source(), database, SEED, SEED_ROWS);
        OrderTable.create(servers.source(), database, "large", 0);
        servers.createTarget(database);
        try (Daemon daemon = Daemon.start(settings, servers, database, database)) {
            daemon.awaitStreaming();
            long before = daemon.usage().peakMegabytes();
            daemon.stop();
            change(database);
            servers.settle();
            return catchUp(database, before);
        } finally {
            servers.target().dropDatabase(database);
        }
    }

    private List<Figure> catchUp(String database, long before) throws Exception {
        UsageMeter meter = new UsageMeter(servers);
        try (Daemon daemon = Daemon.start(settings, servers, database, database)) {
            StatusDocument first = daemon.await(status -> status.rowsApplied() > 0);
            double firstAt = daemon.sinceStart().seconds();
            daemon.await(status -> status.rowsApplied() >= changes);
            double seconds = daemon.sinceStart().seconds() - firstAt;
            Figure.Usage usage = meter.of(daemon.usage());
            daemon.stop();
            return List.of(
                    new Figure(
                                    "large transaction, from the first change",
                                    "changes/s",
                                    (changes - first.rowsApplied()) / seconds)
                            .with(usage),
                    new Figure(
                            "large transaction, memory above that at rest",
                            "MB",
                            usage.replicatorMegabytes() - before));
        }
    }

    private void change(String database) throws SQLException {
        int inserts = changes / 10 * 6;
        int updates = changes / 10 * 3;
        String columns = String.join(", ", OrderRow.COLUMNS.subList(1, OrderRow.COLUMNS.size()));
        servers.source().relax();
        try (Connection connection = servers.source().server().connect(database);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int first = 0; first < inserts; first += SEED_ROWS) {
                statement.execute("INSERT INTO large (id, " + columns + ") SELECT id + " + first + ", " + columns
                        + " FROM " + SEED + " WHERE id <= " + (inserts - first));
            }
            statement.execute("UPDATE large SET qty = qty + 1 WHERE id <= " + updates);
            statement.execute("DELETE FROM large WHERE id > " + (inserts - (changes - inserts - updates)));
            connection.commit();
        }
    }
}
