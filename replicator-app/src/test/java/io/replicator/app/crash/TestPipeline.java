package io.replicator.app.crash;

import io.replicator.app.status.StatusDocument;
import io.replicator.change.SourcePosition;
import io.replicator.dialect.Endpoint;
import io.replicator.dialect.SnapshotView;
import io.replicator.dialect.SourceEngine;
import io.replicator.dialect.TargetEngine;
import io.replicator.dialect.mysql.MySqlSource;
import io.replicator.dialect.mysql.MySqlTarget;
import io.replicator.dialect.postgresql.PostgresSource;
import io.replicator.dialect.postgresql.PostgresTarget;
import io.replicator.pipeline.Preflight;
import io.replicator.pipeline.Source;
import io.replicator.pipeline.TableSelection;
import io.replicator.pipeline.Target;
import io.replicator.pipeline.ddl.DdlPolicies;
import io.replicator.pipeline.plan.Names;
import io.replicator.pipeline.plan.PlanSettings;
import io.replicator.progress.ComparisonResult;
import io.replicator.testkit.DatabaseServer;
import io.replicator.testkit.Engine;
import io.replicator.tls.ClientTls;
import io.replicator.typemapping.TableMapping;
import io.replicator.typemapping.ValuePolicies;
import io.replicator.verify.TableComparison;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One configured pipeline between two new databases. */
final class TestPipeline {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final DatabaseServer sourceServer;
    private final DatabaseServer targetServer;
    private final String database;
    private final Path folder;
    private final Map<String, String> settings = new TreeMap<>();
    private ValuePolicies values = ValuePolicies.REFUSE;
    private String http = "";

    private TestPipeline(DatabaseServer source, DatabaseServer target, String database, Path folder) {
        this.sourceServer = source;
        this.targetServer = target;
        this.database = database;
        this.folder = folder;
        settings.put("source", login(source.jdbcUrl(database), source));
        settings.put("target", login(target.jdbcUrl(database), target));
        settings.put("retry", "{initial: 200ms, max: 1s}");
    }

    static TestPipeline between(DatabaseServer source, DatabaseServer target, Path folder) throws SQLException {
        String database = "crash_" + DATABASES.incrementAndGet();
        source.createDatabase(database);
        target.createDatabase(database);
        return new TestPipeline(source, target, database, folder);
    }

    /** The same pipeline with a section of the configuration, in YAML's flow style, replaced. */
    TestPipeline with(String section, String yaml) {
        settings.put(section, yaml);
        return this;
    }

    /** The same pipeline with further keys of the section {@code http}. */
    TestPipeline withHttp(String keys) {
        http = ", " + keys;
        return this;
    }

    /** The policies that the configuration names, for the comparison. */
    TestPipeline comparing(ValuePolicies policies) {
        values = policies;
        return this;
    }

    static String login(String url, DatabaseServer server) {
        return login(url, server.user(), server.password());
    }

    static String login(String url, String user, String password) {
        return "{url: '" + url + "', user: " + user + ", password: " + password + "}";
    }

    String database() {
        return database;
    }

    DatabaseServer sourceServer() {
        return sourceServer;
    }

    DatabaseServer targetServer() {
        return targetServer;
    }

    Connection source() throws SQLException {
        return sourceServer.connect(database);
    }

    Connection target() throws SQLException {
        return targetServer.connect(database);
    }

    TestPipeline onSource(String... statements) throws SQLException {
        try (Connection connection = source()) {
            execute(connection, statements);
        }
        return this;
    }

    TestPipeline onTarget(String... statements) throws SQLException {
        try (Connection connection = target()) {
            execute(connection, statements);
        }
        return this;
    }

    static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    long countOnTarget(String sql) throws SQLException {
        try (Connection connection = target();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** @param jvmArguments in addition to those of every test */
    ReplicatorProcess start(String... jvmArguments) {
        int port = freePort();
        StringBuilder yaml = new StringBuilder("name: crash\nhttp: {port: " + port + http + "}\n");
        settings.forEach((section, value) ->
                yaml.append(section).append(": ").append(value).append('\n'));
        try {
            Path file = Files.createTempFile(folder, "replicator-", ".yml");
            Files.writeString(file, yaml);
            return ReplicatorProcess.start(file, port, jvmArguments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the target has everything that the source has committed by now. */
    void awaitCaughtUp(ReplicatorProcess process) throws SQLException, InterruptedException {
        SourceEngine engine = sourceEngine();
        try (Connection connection = engine.connect(endpoint(sourceServer))) {
            SourcePosition end = engine.currentPosition(connection);
            process.await("caught up to " + end, status -> {
                StatusDocument.Checkpoint checkpoint = status.checkpoint();
                return checkpoint != null
                        && engine.compare(new SourcePosition(new TreeMap<>(checkpoint.position())), end) >= 0;
            });
        }
    }

    /** Removes what the pipeline made at the source. */
    void release() {
        sourceEngine().release(endpoint(sourceServer));
    }

    private SourceEngine sourceEngine() {
        return switch (sourceServer.engine()) {
            case MYSQL -> new MySqlSource();
            case MARIADB -> MySqlSource.mariaDb();
            case POSTGRESQL -> new PostgresSource("crash");
        };
    }

    private TargetEngine targetEngine() {
        return switch (targetServer.engine()) {
            case MYSQL -> MySqlTarget.mySql();
            case MARIADB -> MySqlTarget.mariaDb();
            case POSTGRESQL -> new PostgresTarget();
        };
    }

    private Endpoint endpoint(DatabaseServer server) {
        return new Endpoint(server.jdbcUrl(database), server.user(), server::password, Map.of());
    }

    /** As the pipeline does, but as the user {@code guarded}. */
    Connection connectToSource(ClientTls tls, String host) {
        return sourceEngine().connect(guarded(sourceServer, tls, host));
    }

    Connection connectToTarget(ClientTls tls, String host) {
        return targetEngine().connect(guarded(targetServer, tls, host));
    }

    private Endpoint guarded(DatabaseServer server, ClientTls tls, String host) {
        String scheme = server.engine().title().toLowerCase(Locale.ROOT);
        String url = "jdbc:" + scheme + "://" + host + ":" + server.port() + "/" + database;
        return new Endpoint(url, "guarded", () -> "first", Map.of(), Optional.of(tls));
    }

    /** Compares every table row by row. */
    void assertEqual() throws SQLException {
        Source source = new Source(sourceEngine(), endpoint(sourceServer), TableSelection.ALL, tables -> {
            throw new IllegalStateException("nothing is captured here");
        });
        // A database of MySQL is a schema.
        String schema = targetServer.engine() == Engine.POSTGRESQL ? "public" : database;
        Target target = new Target(
                targetEngine(),
                endpoint(targetServer),
                new PlanSettings(schema, Names.PRESERVE, values),
                DdlPolicies.DEFAULT);
        List<ComparisonResult> different = new ArrayList<>();
        try (SnapshotView view = source.engine().snapshot().open(source.endpoint(), 1, List.of());
                Connection to = target.engine().connect(target.endpoint())) {
            TableComparison comparison = new TableComparison(source.engine(), target.engine());
            for (TableMapping mapping :
                    new Preflight(source, target).plan().mappings().values()) {
                ComparisonResult result = comparison.compare(view.readers().get(0), to, mapping);
                if (!result.isEqual()) {
                    different.add(result);
                }
            }
        }
        if (!different.isEmpty()) {
            throw new AssertionError("source and target of " + database + " differ: " + different);
        }
    }
}
