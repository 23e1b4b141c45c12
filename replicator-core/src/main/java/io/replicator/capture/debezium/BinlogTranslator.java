package io.replicator.capture.debezium;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventData;
import com.github.shyiko.mysql.binlog.event.EventHeader;
import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import com.github.shyiko.mysql.binlog.event.GtidEventData;
import com.github.shyiko.mysql.binlog.event.MariadbGtidEventData;
import com.github.shyiko.mysql.binlog.event.QueryEventData;
import com.github.shyiko.mysql.binlog.event.XAPrepareEventData;
import io.replicator.capture.debezium.binlog.RowsEvent;
import io.replicator.change.ChangeEvent;
import io.replicator.change.SourcePosition;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.schema.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Understands the events of a binlog as transactions of captured changes, and refuses what would be a silent gap: changes
 * that were logged as statements, partly or conditionally. Owned by the binlog thread.
 */
final class BinlogTranslator {
    private static final int IGNORABLE_FLAG = 0x80;

    private final CapturedTransactions transactions;
    private final CapturedStructure structure;
    private final List<Table> tables;
    private boolean inTransaction;
    private @Nullable Instant committedAt;

    BinlogTranslator(CapturedTransactions transactions, CapturedStructure structure, Collection<Table> tables) {
        this.transactions = transactions;
        this.structure = structure;
        this.tables = List.copyOf(tables);
    }

    /** @param position the place behind this event, if it ends a transaction or a file */
    void translate(Event event, @Nullable EventData data, Supplier<SourcePosition> position)
            throws InterruptedException {
        EventHeader header = event.getHeader();
        switch (header.getEventType()) {
            case GTID, ANONYMOUS_GTID -> committedAt = commitTime((GtidEventData) data);
            case MARIADB_GTID -> {
                // It stands for BEGIN, except before a statement that is a transaction by itself.
                inTransaction = (((MariadbGtidEventData) data).getFlags() & MariadbGtidEventData.FL_STANDALONE) == 0;
                committedAt = null;
            }
            case WRITE_ROWS, UPDATE_ROWS, DELETE_ROWS, EXT_WRITE_ROWS, EXT_UPDATE_ROWS, EXT_DELETE_ROWS -> {
                RowsEvent rows = (RowsEvent) data;
                transactions.add(rows.changes(), rows.approximateBytes());
            }
            case XID -> commit(header, position);
            case QUERY -> statement(header, (QueryEventData) data, position);
            case XA_PREPARE -> prepared(header, (XAPrepareEventData) data, position);
            case HEARTBEAT -> transactions.idle();
            case ROTATE -> rotated(header, position);
            case INCIDENT ->
                throw new ReplicationException(
                        ErrorKind.POSITION_LOST, "the source logged an incident: changes are missing in its binlog");
            case PARTIAL_UPDATE_ROWS_EVENT ->
                throw new ReplicationException(
                        ErrorKind.SOURCE_SETTING,
                        "a change was logged partly: set binlog_row_value_options to the empty string, also in sessions");
            case LOAD, NEW_LOAD, BEGIN_LOAD_QUERY, EXECUTE_LOAD_QUERY ->
                throw new ReplicationException(
                        ErrorKind.SOURCE_SETTING,
                        "a LOAD DATA was logged as a statement: the source needs binlog_format = ROW");
            case UNKNOWN -> refuseUnknown(header);
            default -> {}
        }
    }

    /** Microseconds of this server's clock; MySQL before 8.0 has none. */
    private static @Nullable Instant commitTime(GtidEventData gtid) {
        long micros = gtid.getImmediateCommitTimestamp();
        return micros == 0 ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private void commit(EventHeader header, Supplier<SourcePosition> position) throws InterruptedException {
        inTransaction = false;
        Instant at = committedAt != null ? committedAt : Instant.ofEpochMilli(header.getTimestamp());
        transactions.commit(position.get(), at);
    }

    private void statement(EventHeader header, QueryEventData query, Supplier<SourcePosition> position)
            throws InterruptedException {
        LoggedStatement statement = LoggedStatement.of(query.getSql());
        switch (statement.kind()) {
            case BEGIN, XA_BEGIN -> inTransaction = true;
            case COMMIT -> commit(header, position);
            case ROLLBACK -> {
                refuseIfOpen("was rolled back after it had changed a table that cannot roll back");
                commit(header, position);
            }
            case XA_END -> {}
            case ROW_CHANGE -> {
                refuseIfCaptured(statement, query.getDatabase());
                commitUnlessInTransaction(header, position);
            }
            case TABLE_DEFINITION -> {
                for (ChangeEvent change : structure.changes(query.getDatabase(), statement, inTransaction)) {
                    transactions.add(List.of(change), statement.text().length());
                }
                commitUnlessInTransaction(header, position);
            }
            case OTHER -> commitUnlessInTransaction(header, position);
        }
    }

    private void commitUnlessInTransaction(EventHeader header, Supplier<SourcePosition> position)
            throws InterruptedException {
        if (!inTransaction) {
            commit(header, position);
        }
    }

    private void prepared(EventHeader header, XAPrepareEventData prepare, Supplier<SourcePosition> position)
            throws InterruptedException {
        if (!prepare.isOnePhase()) {
            refuseIfOpen("is an XA transaction in two phases, of which the log does not say yet whether it commits");
        }
        commit(header, position);
    }

    private void refuseIfOpen(String reason) {
        if (transactions.isOpen()) {
            throw new ReplicationException(
                    ErrorKind.UNSUPPORTED,
                    "a transaction with changes of captured tables " + reason + "; it began after "
                            + transactions.lastPosition());
        }
    }

    private void refuseIfCaptured(LoggedStatement statement, String database) {
        for (Table table : tables) {
            if (statement.mayChange(table.id(), database)) {
                throw new ReplicationException(
                        ErrorKind.SOURCE_SETTING,
                        "a change of table " + table.id()
                                + " was logged as a statement, not as rows: the session that made it had a"
                                + " binlog_format other than ROW");
            }
        }
    }

    /** At the start of a stream the server announces its file with an event that has no time and is in no file. */
    private void rotated(EventHeader header, Supplier<SourcePosition> position) {
        if (header.getTimestamp() != 0) {
            transactions.moved(position.get());
        }
    }

    private static void refuseUnknown(EventHeader header) {
        boolean ignorable = header instanceof EventHeaderV4 v4 && (v4.getFlags() & IGNORABLE_FLAG) != 0;
        if (!ignorable) {
            throw new ReplicationException(
                    ErrorKind.UNSUPPORTED,
                    "the binlog has an event of a kind that cannot be read: MariaDB writes such events while log_bin_compress"
                            + " is ON, other servers if they are too new");
        }
    }
}
