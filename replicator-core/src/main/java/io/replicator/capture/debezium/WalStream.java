package io.replicator.capture.debezium;

import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import io.replicator.dialect.Endpoint;
import io.replicator.dialect.postgresql.PostgresSource;
import io.replicator.dialect.postgresql.WalPosition;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.schema.Table;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the slot's changes on a thread of its own. The slot is told what the target has committed, and no more.
 *
 * <p>Where nothing is captured, the server says now and then how far it has read. That this is at least where its log ended
 * a moment ago is the sign of life, and the new position lets the slot follow, so that an idle database holds back no WAL.
 */
final class WalStream implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(WalStream.class);
    private static final long PAUSE_MILLIS = 5;
    private static final Duration ASK_INTERVAL = Duration.ofSeconds(1);
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(5);
    private static final int STATUS_MILLIS = 1_000;

    private final PostgresSource source;
    private final Endpoint endpoint;
    private final CaptureSession session;
    private final Connection asking;
    private volatile @Nullable Connection streaming;
    private volatile boolean stopped;
    private @Nullable LogEnd awaited;
    private Instant nextQuestion = Instant.EPOCH;
    private long nextCheck = System.nanoTime();

    /** Where the source's log ended at some time. */
    private record LogEnd(LogSequenceNumber place, Instant at) {}

    WalStream(PostgresSource source, Endpoint endpoint, CaptureSession session) {
        this.source = source;
        this.endpoint = endpoint;
        this.session = session;
        this.asking = source.connect(endpoint);
    }

    @Override
    public void run() {
        try (Connection connection = source.connectForReplication(endpoint)) {
            streaming = connection;
            read(open(connection));
        } catch (InterruptedException e) {
            LOG.debug("The stream is closed");
        } catch (SQLException | RuntimeException e) {
            if (!stopped) {
                session.handoff().fail(e);
            }
        }
    }

    /** What is not published leaves no trace in the stream: a dropped table, and one in the place of another. */
    private void requirePublished() throws SQLException {
        Set<TableId> published = new HashSet<>();
        try (PreparedStatement select =
                asking.prepareStatement("SELECT schemaname, tablename FROM pg_publication_tables WHERE pubname = ?")) {
            select.setString(1, source.slotName());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    published.add(new TableId(row.getString(1), row.getString(2)));
                }
            }
        }
        for (Table table : session.settings().tables()) {
            if (!published.contains(table.id())) {
                throw new ReplicationException(
                        ErrorKind.POSITION_LOST,
                        "the publication " + source.slotName() + " does not hold table " + table.id()
                                + " any more, which was dropped, got another name or was taken out, so changes of it may"
                                + " be missing");
            }
        }
    }

    private PGReplicationStream open(Connection connection) throws SQLException {
        return connection
                .unwrap(PGConnection.class)
                .getReplicationAPI()
                .replicationStream()
                .logical()
                .withSlotName(source.slotName())
                .withStartPosition(WalPosition.place(session.start()))
                .withSlotOption("proto_version", "1")
                .withSlotOption("publication_names", source.slotName())
                .withStatusInterval(STATUS_MILLIS, TimeUnit.MILLISECONDS)
                .withAutomaticFlush(false)
                .start();
    }

    private void read(PGReplicationStream stream) throws SQLException, InterruptedException {
        CapturedTransactions transactions =
                new CapturedTransactions(session.handoff(), session.start(), () -> report(stream, true));
        WalTranslator translator = new WalTranslator(
                transactions,
                new RelationCheck(asking, session.settings().tables()),
                session.start(),
                session.settings().tables());
        while (!stopped) {
            if (System.nanoTime() - nextCheck >= 0) {
                requirePublished();
                nextCheck = System.nanoTime() + CHECK_INTERVAL.toNanos();
            }
            ByteBuffer message = stream.readPending();
            report(stream, false);
            if (message != null) {
                translator.translate(message);
            } else {
                rest(stream, translator, transactions);
            }
        }
    }

    private void rest(PGReplicationStream stream, WalTranslator translator, CapturedTransactions transactions)
            throws SQLException, InterruptedException {
        Instant now = Instant.now();
        LogEnd end = awaited;
        LogSequenceNumber received = stream.getLastReceiveLSN();
        if (end != null && !translator.isInTransaction() && received.compareTo(end.place()) >= 0) {
            awaited = null;
            transactions.moved(WalPosition.of(received), end.at());
            transactions.idle();
        } else if (end == null && now.isAfter(nextQuestion)) {
            nextQuestion = now.plus(ASK_INTERVAL);
            awaited = logEnd();
        } else {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    private LogEnd logEnd() throws SQLException {
        try (PreparedStatement select = asking.prepareStatement(
                        "SELECT pg_current_wal_flush_lsn(), (extract(epoch FROM clock_timestamp()) * 1000)::bigint");
                ResultSet row = select.executeQuery()) {
            row.next();
            return new LogEnd(LogSequenceNumber.valueOf(row.getString(1)), Instant.ofEpochMilli(row.getLong(2)));
        }
    }

    /** Also while the target is slow, or else the server takes us for dead. */
    private void report(PGReplicationStream stream, boolean now) {
        SourcePosition acknowledged = session.acknowledged();
        LogSequenceNumber place = WalPosition.place(acknowledged);
        stream.setFlushedLSN(place);
        stream.setAppliedLSN(place);
        if (now) {
            try {
                stream.forceUpdateStatus();
            } catch (SQLException e) {
                throw new IllegalStateException("the source does not take the position", e);
            }
        }
    }

    /** Ends the thread; from any other. */
    void stop() {
        stopped = true;
        abort(streaming);
        abort(asking);
    }

    private static void abort(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.abort(Runnable::run);
            }
        } catch (SQLException e) {
            LOG.debug("closing a connection to the source", e);
        }
    }
}
