package io.replicator.capture.debezium;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.MariadbGtidEventData;
import com.github.shyiko.mysql.binlog.event.QueryEventData;
import com.github.shyiko.mysql.binlog.event.TransactionPayloadEventData;
import io.debezium.connector.binlog.jdbc.BinlogConnectorConnection;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlDatabaseSchema;
import io.debezium.connector.mysql.MySqlOffsetContext;
import io.debezium.connector.mysql.MySqlPartition;
import io.debezium.connector.mysql.MySqlStreamingChangeEventSource;
import io.debezium.connector.mysql.MySqlStreamingChangeEventSourceMetrics;
import io.debezium.connector.mysql.MySqlTaskContext;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.pipeline.EventDispatcher;
import io.debezium.relational.TableId;
import io.debezium.util.Clock;
import io.replicator.capture.debezium.binlog.BinlogEventReader;
import io.replicator.capture.debezium.binlog.CompressedTransaction;
import io.replicator.change.SourcePosition;
import io.replicator.dialect.mysql.MariaDbGtids;
import java.io.EOFException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import java.util.Optional;

/**
 * Debezium's stream from the binlog, which connects, authenticates and keeps account of file, position and GTIDs. What
 * the events mean for us is the {@link BinlogTranslator}'s work; Debezium's own handling of rows and statements is
 * switched off. Its event methods are called by the binlog thread only.
 */
final class MySqlBinlogSource extends MySqlStreamingChangeEventSource {
    private static final long HEARTBEAT_MILLIS = 1_000;
    private static final int SILENCE_MILLIS = 15_000;

    private final ErrorHandler errors;
    private final MySqlServer server;
    private final BinlogTranslator translator;
    private final Optional<MariaDbGtids> domains;
    private volatile boolean broken;
    private volatile boolean closing;

    MySqlBinlogSource(
            MySqlConnectorConfig settings,
            BinlogConnectorConnection connection,
            EventDispatcher<MySqlPartition, TableId> dispatcher,
            ErrorHandler errors,
            MySqlTaskContext context,
            MySqlDatabaseSchema schema,
            MySqlStreamingChangeEventSourceMetrics metrics,
            BinaryLogClient client,
            CaptureSession session,
            MySqlServer server) {
        super(
                settings,
                connection,
                dispatcher,
                errors,
                Clock.system(),
                context,
                schema,
                metrics,
                StreamOnly.snapshotter(),
                client);
        this.errors = errors;
        this.server = server;
        this.domains = server.gtidsAt(session.start());
        this.translator = new BinlogTranslator(
                new CapturedTransactions(session.handoff(), session.start()),
                new CapturedStructure(
                        session.settings().tables(), session.settings().toCome(), server.namesInAnyCase()),
                session.settings().tables());
        client.setEventDeserializer(new BinlogEventReader(
                session.settings().tables(),
                new MySqlCharacterSets(server.connection())
                        .read(session.settings().tables())));
        client.setHeartbeatInterval(HEARTBEAT_MILLIS);
        client.setSocketFactory(MySqlBinlogSource::impatientSocket);
        client.registerLifecycleListener(new Disconnections());
    }

    /** With a heartbeat each second, a silent connection is a dead one. */
    private static Socket impatientSocket() throws SocketException {
        Socket socket = new Socket();
        socket.setSoTimeout(SILENCE_MILLIS);
        return socket;
    }

    @Override
    protected void handleEvent(
            MySqlPartition partition, MySqlOffsetContext offset, ChangeEventSourceContext context, Event event) {
        closing = !context.isRunning();
        if (broken || closing || event == null) {
            return;
        }
        try {
            super.handleEvent(partition, offset, context, event);
            if (event.getHeader().getEventType() == EventType.MARIADB_GTID) {
                passed(event.getHeader(), unwrapData(event));
            }
            translator.translate(event, unwrapData(event), () -> position(offset));
        } catch (InterruptedException e) {
            broken = true;
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            broken = true;
            errors.setProducerThrowable(e);
        }
    }

    /** The server stands in the header only. */
    private void passed(EventHeaderV4 header, MariadbGtidEventData gtid) {
        domains.ifPresent(all -> all.passed(gtid.getDomainId(), header.getServerId(), gtid.getSequence()));
    }

    /** The place behind the last event; of use only between transactions. */
    private SourcePosition position(MySqlOffsetContext context) {
        Map<String, ?> offset = context.getOffset();
        SourcePosition position = MySqlPositions.of(
                (String) offset.get(MySqlPositions.FILE),
                (Long) offset.get(MySqlPositions.POS),
                isGtidModeEnabled() ? context.gtidSet() : null,
                server.serverId());
        return domains.map(gtids -> MySqlPositions.with(position, gtids)).orElse(position);
    }

    /** Debezium follows the bounds of transactions here; the translator understands all other statements. */
    @Override
    protected void handleQueryEvent(MySqlPartition partition, MySqlOffsetContext offset, Event event)
            throws InterruptedException {
        QueryEventData query = unwrapData(event);
        switch (LoggedStatement.of(query.getSql()).kind()) {
            case BEGIN, COMMIT -> super.handleQueryEvent(partition, offset, event);
            case ROLLBACK -> offset.commitTransaction();
            default -> {}
        }
    }

    @Override
    protected void handleTransactionPayload(
            MySqlPartition partition, MySqlOffsetContext offset, ChangeEventSourceContext context, Event event) {
        TransactionPayloadEventData payload = unwrapData(event);
        CompressedTransaction transaction = (CompressedTransaction) payload;
        for (Event inner = transaction.next(); inner != null && !broken; inner = transaction.next()) {
            handleEvent(partition, offset, context, inner);
        }
    }

    @Override
    protected void handleUpdateTableMetadata(MySqlPartition partition, MySqlOffsetContext offset, Event event) {}

    @Override
    protected void handleInsert(MySqlPartition partition, MySqlOffsetContext offset, Event event) {}

    @Override
    protected void handleUpdate(MySqlPartition partition, MySqlOffsetContext offset, Event event) {}

    @Override
    protected void handleDelete(MySqlPartition partition, MySqlOffsetContext offset, Event event) {}

    /** Debezium does not notice that the server ended the connection between two events. */
    private final class Disconnections extends BinaryLogClient.AbstractLifecycleListener {

        @Override
        public void onDisconnect(BinaryLogClient client) {
            if (!closing) {
                errors.setProducerThrowable(new EOFException("the server closed the connection"));
            }
        }

        @Override
        public void onEventDeserializationFailure(BinaryLogClient client, Exception failure) {
            broken = true;
            errors.setProducerThrowable(failure);
        }
    }
}
