package io.replicator.capture.debezium;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import io.debezium.config.CommonConnectorConfig;
import io.debezium.config.Configuration;
import io.debezium.config.Field;
import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.base.DefaultQueueProvider;
import io.debezium.connector.binlog.BinlogEventMetadataProvider;
import io.debezium.connector.binlog.BinlogSourceTask;
import io.debezium.connector.common.CdcSourceTaskContext;
import io.debezium.connector.mysql.MySqlChangeEventSourceMetricsFactory;
import io.debezium.connector.mysql.MySqlConnector;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlDatabaseSchema;
import io.debezium.connector.mysql.MySqlOffsetContext;
import io.debezium.connector.mysql.MySqlPartition;
import io.debezium.connector.mysql.MySqlStreamingChangeEventSourceMetrics;
import io.debezium.connector.mysql.MySqlTaskContext;
import io.debezium.connector.mysql.jdbc.MySqlConnection;
import io.debezium.connector.mysql.jdbc.MySqlConnectionConfiguration;
import io.debezium.connector.mysql.jdbc.MySqlFieldReaderResolver;
import io.debezium.connector.mysql.jdbc.MySqlValueConverters;
import io.debezium.pipeline.ChangeEventSourceCoordinator;
import io.debezium.pipeline.DataChangeEvent;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.pipeline.EventDispatcher;
import io.debezium.pipeline.spi.Offsets;
import io.debezium.relational.CustomConverterRegistry;
import io.debezium.relational.TableId;
import io.debezium.spi.topic.TopicNamingStrategy;
import io.replicator.change.ChangeEvent;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.schema.Table;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Wires Debezium's MySQL connector so that it reads the binlog with {@link MySqlBinlogSource}, takes no snapshot and puts
 * events into our {@link Handoff}. Debezium's own queue and dispatcher exist because its parts ask for them; nothing goes
 * through them. Public only because Debezium makes it by class name.
 */
public final class MySqlSourceTask extends BinlogSourceTask<MySqlPartition, MySqlOffsetContext> {
    private static final long POLL_MILLIS = 500;

    private @Nullable MySqlConnectorConfig settings;
    private @Nullable MySqlTaskContext taskContext;
    private @Nullable CaptureSession session;
    private @Nullable MySqlConnection connection;
    private @Nullable MySqlDatabaseSchema schema;
    private @Nullable ErrorHandler errors;

    @Override
    public String version() {
        return "1";
    }

    @Override
    protected String connectorName() {
        return "mysql";
    }

    @Override
    protected Iterable<Field> getAllConfigurationFields() {
        return MySqlConnectorConfig.ALL_FIELDS;
    }

    @Override
    public CdcSourceTaskContext<? extends CommonConnectorConfig> preStart(Configuration configuration) {
        settings = new MySqlConnectorConfig(configuration);
        taskContext = new MySqlTaskContext(configuration, settings);
        session = CaptureSession.find(configuration.getString("name"));
        return taskContext;
    }

    @Override
    protected ChangeEventSourceCoordinator<MySqlPartition, MySqlOffsetContext> start(Configuration configuration) {
        try {
            return wire(configuration);
        } catch (RuntimeException e) {
            doStop();
            throw e;
        }
    }

    private ChangeEventSourceCoordinator<MySqlPartition, MySqlOffsetContext> wire(Configuration configuration) {
        connection = new MySqlConnection(
                new MySqlConnectionConfiguration(configuration), MySqlFieldReaderResolver.resolve(settings));
        MySqlServer server = MySqlServer.read(connection);
        server.checkPosition(session.start());
        checkNames(session.settings().tables());

        registerServiceProviders(settings.getServiceRegistry());
        @SuppressWarnings("unchecked") // Debezium has it raw
        TopicNamingStrategy<TableId> topics =
                settings.getTopicNamingStrategy(CommonConnectorConfig.TOPIC_NAMING_STRATEGY);
        schema = new MySqlDatabaseSchema(
                settings,
                valueConverters(),
                topics,
                settings.schemaNameAdjuster(),
                connection.isTableIdCaseSensitive(),
                settings.getServiceRegistry().tryGetService(CustomConverterRegistry.class),
                taskContext);
        ChangeEventQueue<DataChangeEvent> unusedQueue = new ChangeEventQueue.Builder<DataChangeEvent>()
                .pollInterval(settings.getPollInterval())
                .maxBatchSize(1)
                .maxQueueSize(1)
                .queueProvider(new DefaultQueueProvider<>(1))
                .loggingContextSupplier(() -> taskContext.configureLoggingContext("task"))
                .build();
        errors = new ForwardedErrors(settings, unusedQueue, session.handoff());
        BinlogEventMetadataProvider metadata = new BinlogEventMetadataProvider();
        EventDispatcher<MySqlPartition, TableId> dispatcher = new EventDispatcher<>(
                settings,
                topics,
                schema,
                unusedQueue,
                settings.getTableFilters().dataCollectionFilter(),
                DataChangeEvent::new,
                metadata,
                settings.schemaNameAdjuster(),
                null);
        BinaryLogClient client = new BinaryLogClient(
                settings.getHostName(), settings.getPort(), settings.getUserName(), settings.getPassword());
        MySqlStreamingChangeEventSourceMetrics metrics = new MySqlStreamingChangeEventSourceMetrics(
                taskContext, unusedQueue, metadata, schema::dataCollectionIds, client);
        Offsets<MySqlPartition, MySqlOffsetContext> offsets = getPreviousOffsets(
                new MySqlPartition.Provider(settings, configuration), new MySqlOffsetContext.Loader(settings));
        StreamOnly sources = new StreamOnly(() -> new MySqlBinlogSource(
                settings, connection, dispatcher, errors, taskContext, schema, metrics, client, session, server));
        ChangeEventSourceCoordinator<MySqlPartition, MySqlOffsetContext> coordinator =
                new ChangeEventSourceCoordinator<>(
                        offsets,
                        errors,
                        MySqlConnector.class,
                        settings,
                        sources,
                        new MySqlChangeEventSourceMetricsFactory(metrics),
                        dispatcher,
                        schema,
                        null,
                        null,
                        StreamOnly.snapshotter());
        coordinator.start(taskContext, unusedQueue, metadata);
        return coordinator;
    }

    /** The binlog client decodes names by the JVM's default character set; a garbled one would look like another table. */
    private static void checkNames(List<Table> tables) {
        Charset charset = Charset.defaultCharset();
        for (Table table : tables) {
            String name = table.id().toString();
            if (!charset.equals(StandardCharsets.UTF_8) && !name.chars().allMatch(c -> c < 128)) {
                throw new ReplicationException(
                        ErrorKind.CONFIGURATION,
                        "to capture table " + name + " Java must run with -Dfile.encoding=UTF-8, its default now is "
                                + charset);
            }
        }
    }

    private MySqlValueConverters valueConverters() {
        return new MySqlValueConverters(
                settings.getDecimalMode(),
                settings.getTemporalPrecisionMode(),
                settings.getBigIntUnsignedHandlingMode().asBigIntUnsignedMode(),
                settings.binaryHandlingMode(),
                temporal -> temporal,
                settings.getEventConvertingFailureHandlingMode(),
                settings.getServiceRegistry());
    }

    @Override
    protected List<SourceRecord> doPoll() throws InterruptedException {
        List<ChangeEvent> events = session.handoff().take(POLL_MILLIS);
        return events == null ? List.of() : List.of(new EventRecord(session.name(), events));
    }

    @Override
    protected Optional<ErrorHandler> getErrorHandler() {
        return Optional.ofNullable(errors);
    }

    @Override
    protected void doStop() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                org.slf4j.LoggerFactory.getLogger(MySqlSourceTask.class).debug("closing the connection", e);
            }
        }
        if (schema != null) {
            schema.close();
        }
    }

    /** Brings Debezium's failures behind the events that came before them. */
    private static final class ForwardedErrors extends ErrorHandler {
        private final Handoff handoff;

        ForwardedErrors(MySqlConnectorConfig settings, ChangeEventQueue<?> queue, Handoff handoff) {
            super(MySqlConnector.class, settings, queue, null);
            this.handoff = handoff;
        }

        @Override
        public void setProducerThrowable(Throwable failure) {
            handoff.fail(failure);
        }
    }
}
