package io.replicator.app;

import io.replicator.app.config.CheckpointSettings.Store;
import io.replicator.app.config.Configuration;
import io.replicator.app.config.DatabaseUrl;
import io.replicator.app.config.DatabaseUrl.Engine;
import io.replicator.apply.ApplySettings;
import io.replicator.capture.debezium.DebeziumChangeSource;
import io.replicator.capture.debezium.MySqlCaptureSettings;
import io.replicator.capture.debezium.PostgresCaptureSettings;
import io.replicator.capture.debezium.SourceConnection;
import io.replicator.capture.debezium.TlsMode;
import io.replicator.checkpoint.CheckpointStore;
import io.replicator.checkpoint.FileCheckpointStore;
import io.replicator.checkpoint.TableCheckpointStore;
import io.replicator.dialect.Endpoint;
import io.replicator.dialect.Finding;
import io.replicator.dialect.TargetEngine;
import io.replicator.dialect.mysql.MySqlSource;
import io.replicator.dialect.mysql.MySqlTarget;
import io.replicator.dialect.postgresql.PostgresSource;
import io.replicator.dialect.postgresql.PostgresTarget;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.pipeline.CaptureFactory;
import io.replicator.pipeline.Pipeline;
import io.replicator.pipeline.Preflight;
import io.replicator.pipeline.RestingComparison;
import io.replicator.pipeline.RetrySettings;
import io.replicator.pipeline.SessionFactory;
import io.replicator.pipeline.Source;
import io.replicator.pipeline.Target;
import io.replicator.pipeline.plan.Plan;
import io.replicator.pipeline.plan.PlanSettings;
import io.replicator.progress.Progress;
import io.replicator.progress.Verification;
import io.replicator.snapshot.SnapshotSettings;
import io.replicator.tls.StoreFiles;
import java.sql.Connection;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes the parts of a pipeline from its configuration, top to bottom. */
final class Assembly implements Operations {

    @Override
    public Daemon pipeline(Configuration configuration, Progress progress) {
        Source source = source(configuration);
        Target target = target(configuration);
        SessionFactory sessions = new SessionFactory(
                source,
                target,
                session -> store(configuration, target, session),
                progress,
                new SessionFactory.Limits(snapshot(configuration), apply(configuration), Clock.systemUTC()));
        Pipeline pipeline = new Pipeline(sessions, progress, retry(configuration));
        return new RunningPipeline(pipeline);
    }

    private static Source source(Configuration configuration) {
        return switch (configuration.source().url().engine()) {
            case MYSQL -> binlogSource(configuration, new MySqlSource());
            case MARIADB -> binlogSource(configuration, MySqlSource.mariaDb());
            case POSTGRESQL -> postgresSource(configuration);
        };
    }

    private static Source binlogSource(Configuration configuration, MySqlSource engine) {
        CaptureFactory capture = tables -> new DebeziumChangeSource(
                configuration.name(),
                new MySqlCaptureSettings(
                        connection(configuration, engine),
                        configuration.serverId(),
                        tables,
                        configuration.tables().selection()::takesUp));
        return new Source(
                engine,
                configuration.source().endpoint(),
                configuration.tables().selection(),
                capture);
    }

    private static Source postgresSource(Configuration configuration) {
        PostgresSource engine = new PostgresSource(configuration.name());
        Endpoint endpoint = configuration.source().endpoint();
        CaptureFactory capture = tables ->
                new DebeziumChangeSource(configuration.name(), new PostgresCaptureSettings(engine, endpoint, tables));
        return new Source(engine, endpoint, configuration.tables().selection(), capture);
    }

    private static SourceConnection connection(Configuration configuration, MySqlSource engine) {
        return new SourceConnection(
                configuration.source().url().host(),
                configuration.source().url().port(),
                configuration.source().user(),
                configuration.source().password().get(),
                TlsMode.valueOf(engine.sslMode(configuration.source().endpoint())),
                configuration
                        .source()
                        .tls()
                        .map(StoreFiles::of)
                        .orElse(new StoreFiles(Optional.empty(), Optional.empty())));
    }

    private static Target target(Configuration configuration) {
        DatabaseUrl url = configuration.target().url();
        TargetEngine engine = switch (url.engine()) {
            case MYSQL -> MySqlTarget.mySql();
            case MARIADB -> MySqlTarget.mariaDb();
            case POSTGRESQL -> new PostgresTarget();
        };
        // A database of MySQL is a schema.
        String schema =
                url.engine() == Engine.POSTGRESQL ? configuration.target().schema() : url.database();
        PlanSettings settings = new PlanSettings(
                schema, configuration.target().names(), configuration.values(), configuration.choices());
        return new Target(engine, configuration.target().endpoint(), settings, configuration.ddl());
    }

    private static CheckpointStore store(Configuration configuration, Target target, Connection session) {
        String schema = target.settings().targetSchema();
        boolean file = configuration.checkpoint().store() == Store.FILE;
        if (file && configuration.target().url().engine() != Engine.POSTGRESQL) {
            throw new ReplicationException(
                    ErrorKind.CONFIGURATION,
                    "checkpoint.store is file, but " + target.engine().name()
                            + " cannot tell what became of a transaction; with such a target the checkpoint must be in a"
                            + " table");
        }
        return file
                ? new FileCheckpointStore(
                        configuration.name(),
                        target.engine(),
                        session,
                        schema,
                        configuration.checkpoint().path().orElseThrow())
                : new TableCheckpointStore(configuration.name(), target.engine(), session, schema);
    }

    private static SnapshotSettings snapshot(Configuration configuration) {
        SnapshotSettings automatic = SnapshotSettings.DEFAULT;
        int readers = configuration.snapshot().readers();
        return configuration
                .snapshot()
                .chunkRows()
                .map(rows -> new SnapshotSettings(readers, automatic.chunkBytes(), rows.intValue(), rows.intValue()))
                .orElse(new SnapshotSettings(
                        readers, automatic.chunkBytes(), automatic.minimumRows(), automatic.maximumRows()));
    }

    private static ApplySettings apply(Configuration configuration) {
        return new ApplySettings(
                configuration.apply().batchRows(), ApplySettings.forHeap().batchBytes());
    }

    private static RetrySettings retry(Configuration configuration) {
        return new RetrySettings(
                configuration.retry().initial(),
                configuration.retry().max(),
                configuration.retry().giveUpAfter());
    }

    @Override
    public List<Finding> check(Configuration configuration) {
        return new Preflight(source(configuration), target(configuration))
                .findings(() -> stored(configuration, CheckpointStore::load));
    }

    @Override
    public List<String> drop(Configuration configuration) {
        Source source = source(configuration);
        return source.engine().release(source.endpoint());
    }

    @Override
    public Plan plan(Configuration configuration, boolean data) {
        Preflight preflight = new Preflight(source(configuration), target(configuration));
        return data ? preflight.planWithData() : preflight.plan();
    }

    @Override
    public Verification compare(Configuration configuration) throws InterruptedException {
        return new RestingComparison(
                        source(configuration),
                        target(configuration),
                        () -> stored(configuration, CheckpointStore::load))
                .run(configuration.snapshot().readers(), Clock.systemUTC());
    }

    @Override
    public Optional<CheckpointView> checkpoint(Configuration configuration) {
        return stored(configuration, CheckpointView::read);
    }

    /** What is stored, read without becoming the writer; the tables of a pipeline that never ran are missing. */
    private static <T> Optional<T> stored(Configuration configuration, Function<CheckpointStore, Optional<T>> read) {
        Target target = target(configuration);
        Connection session = target.engine().connect(target.endpoint());
        try (CheckpointStore store = store(configuration, target, session)) {
            return read.apply(store);
        } catch (ReplicationException e) {
            if (e.kind() == ErrorKind.SCHEMA_MISMATCH) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
