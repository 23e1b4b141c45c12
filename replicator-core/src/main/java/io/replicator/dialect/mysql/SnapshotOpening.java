package io.replicator.dialect.mysql;

import io.replicator.change.TableId;
import io.replicator.dialect.Endpoint;
import io.replicator.dialect.SnapshotView;
import io.replicator.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens readers that see one state of a MySQL database and finds the position of that state.
 *
 * <p>With the global read lock nothing commits while the readers open, so the position is exact. Without it, a
 * transaction may already stand in the binlog while the storage engine does not show it yet; GTIDs are counted only
 * when it does, so the GTIDs read <em>before</em> the readers open are never ahead of what they see. File and offset
 * can be, so without GTIDs the tables themselves are locked. Single use, by one thread.
 */
final class SnapshotOpening {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotOpening.class);
    private static final int QUIET_TRIES = 5;
    private static final long COMMIT_MILLISECONDS = 200;

    private final Product product;
    private final Endpoint endpoint;
    private final int readerCount;
    private final List<TableId> exactFor;
    private final List<Connection> readers = new ArrayList<>();

    SnapshotOpening(Product product, Endpoint endpoint, int readerCount, List<Table> exactFor) {
        this.product = product;
        this.endpoint = endpoint;
        this.readerCount = readerCount;
        this.exactFor = exactFor.stream().map(Table::id).toList();
    }

    SnapshotView open() {
        boolean opened = false;
        try (Connection control = MySqlConnections.open(product, endpoint)) {
            for (int i = 0; i < readerCount; i++) {
                readers.add(MySqlConnections.open(product, endpoint));
            }
            SnapshotView view = openReaders(control).view(readers);
            opened = true;
            return view;
        } catch (SQLException e) {
            throw MySqlErrors.explain("opening a consistent view for the snapshot", e);
        } finally {
            if (!opened) {
                readers.forEach(MySqlSnapshotView::abort);
            }
        }
    }

    private Opened openReaders(Connection control) throws SQLException {
        GlobalReadLock global = new GlobalReadLock(control);
        if (global.acquire()) {
            try {
                return openAll(control, "under a global read lock of the source");
            } finally {
                global.release();
            }
        }
        LOG.info("Opening the snapshot without the source's global read lock: {}", global.whyNot());
        return openWithoutGlobalLock(control, global.whyNot());
    }

    private Opened openWithoutGlobalLock(Connection control, String whyNot) throws SQLException {
        boolean numbered = MySqlBinlog.end(control).gtids() != null;
        List<TableId> locked = numbered ? exactFor : TableLocks.allTables(control);
        if (locked.isEmpty()) {
            return openWhileQuiet(control, "without a lock (" + whyNot + ")");
        }
        try (TableLocks locks = TableLocks.acquire(product, endpoint, locked, whyNot)) {
            String how = "under read locks of " + locks.count() + " tables (" + whyNot + ")";
            return openAll(control, how);
        }
    }

    /** Opens the readers again until nothing was committed meanwhile; gives up on that where the source never rests. */
    private Opened openWhileQuiet(Connection control, String how) throws SQLException {
        Opened opened = openAndLetCommitsEnd(control, how);
        for (int i = 1; i < QUIET_TRIES && !opened.isExact(); i++) {
            opened = openAndLetCommitsEnd(control, how);
        }
        return opened;
    }

    /** What a reader sees may be counted a moment later: in the same step of the commit, but after the rows. */
    private Opened openAndLetCommitsEnd(Connection control, String how) throws SQLException {
        Opened opened = openAll(control, how);
        Pause.milliseconds(COMMIT_MILLISECONDS);
        return new Opened(opened.before(), MySqlBinlog.end(control), how);
    }

    private Opened openAll(Connection control, String how) throws SQLException {
        BinlogPosition before = MySqlBinlog.end(control);
        for (Connection reader : readers) {
            MySqlSnapshotView.begin(reader);
        }
        return new Opened(before, MySqlBinlog.end(control), how);
    }

    /** Positions read just before and just after the readers' transactions began. */
    private record Opened(BinlogPosition before, BinlogPosition after, String how) {
        boolean isExact() {
            return before.compare(after) == 0;
        }

        SnapshotView view(List<Connection> readers) {
            String sharpness = isExact()
                    ? ""
                    : "; the source was written to meanwhile, so the changes of that moment are read again from the log";
            return new MySqlSnapshotView(before.asSourcePosition(), after.asSourcePosition(), how + sharpness, readers);
        }
    }
}
