package io.replicator.benchmark;

import io.replicator.app.status.StatusDocument;
import io.replicator.change.SourcePosition;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Catching up with changes made while the replicator was stopped, beside the engine alone and a writer alone. Each run
 * begins with the same copy of the target and the same binary log.
 */
final class BacklogScenario implements Scenario {
    private final Settings settings;
    private final ServerPair servers;
    private final String name;
    private final int statementsPerTransaction;
    private final List<Change> changes;
    private SourcePosition before = new SourcePosition(Map.of());

    /** @param statementsPerTransaction 1 for transactions of single rows */
    BacklogScenario(Settings settings, ServerPair servers, String name, int statementsPerTransaction) {
        this.settings = settings;
        this.servers = servers;
        this.name = name;
        this.statementsPerTransaction = statementsPerTransaction;
        this.changes = ChangeMix.of(settings.changes());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void prepare() throws Exception {
        SmallTables.create(servers, name);
        servers.createTarget(name);
        try (Daemon daemon = Daemon.start(settings, servers, name, name)) {
            daemon.awaitStreaming();
            daemon.stop();
        }
        before = servers.source().keepLog(name);
        servers.source().relax();
        try (Connection connection = servers.source().server().connect(name)) {
            makeChanges(connection);
        }
        servers.settle();
    }

    private void makeChanges(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (int first = 0; first < changes.size(); first += statementsPerTransaction) {
                int end = Math.min(changes.size(), first + statementsPerTransaction);
                StringJoiner sql = new StringJoiner(";");
                changes.subList(first, end).forEach(change -> sql.add(change.sql()));
                statement.execute(end - first == 1 ? sql.toString() : "BEGIN;" + sql + ";COMMIT");
            }
        }
    }

    @Override
    public List<Figure> run() throws Exception {
        Figure engine = new CountingEngine.Launch(settings, servers, name, before).run(changes.size());
        Figure writer = writer();
        double limit = Math.min(engine.value(), writer.value());
        String copy = name + "_copy";
        servers.copyTarget(name, copy);
        servers.source().rewind(name);
        UsageMeter meter = new UsageMeter(servers);
        try (Daemon daemon = Daemon.start(settings, servers, name, copy)) {
            StatusDocument first = daemon.await(status -> status.rowsApplied() > 0);
            double firstAt = daemon.sinceStart().seconds();
            daemon.await(status -> status.rowsApplied() >= changes.size());
            double end = daemon.sinceStart().seconds();
            Figure.Usage usage = meter.of(daemon.usage());
            daemon.stop();
            requireSameRows(copy);
            return List.of(
                    engine,
                    writer,
                    rate("from the first change", changes.size() - first.rowsApplied(), end - firstAt)
                            .against(limit),
                    rate("from the start", changes.size(), end).against(limit).with(usage),
                    new Figure(name + ", start to first change", "s", firstAt));
        } finally {
            servers.target().dropDatabase(copy);
        }
    }

    private Figure writer() throws SQLException {
        String copy = name + "_written";
        servers.copyTarget(name, copy);
        try (Connection connection = servers.target().asReplicator(copy)) {
            UsageMeter meter = new UsageMeter(servers, ProcessUsage.ofThis());
            double seconds = new RawWriter(servers.target(), connection).write(changes);
            Figure.Usage usage = meter.of(ProcessUsage.ofThis());
            requireSameRows(copy);
            return rate("limit: writer alone", changes.size(), seconds).with(usage);
        } finally {
            servers.target().dropDatabase(copy);
        }
    }

    private Figure rate(String what, long count, double seconds) {
        return new Figure(name + ", " + what, "changes/s", count / seconds);
    }

    private void requireSameRows(String copy) throws SQLException {
        try (Connection source = servers.source().server().connect(name);
                Connection target = servers.target().server().connect(copy)) {
            for (String table : ChangeMix.TABLES) {
                String there = digest(source, table);
                String here = digest(target, table);
                if (!there.equals(here)) {
                    throw new IllegalStateException(table + " has " + here + " instead of " + there);
                }
            }
        }
    }

    private static String digest(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT count(*), sum(id), sum(qty), sum(price) FROM " + table)) {
            row.next();
            return row.getString(1) + " rows, " + row.getString(2) + ", " + row.getString(3) + ", " + row.getString(4);
        }
    }
}
