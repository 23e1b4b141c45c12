package io.replicator.dialect.mysql;

import io.replicator.change.SourcePosition;
import io.replicator.dialect.SnapshotView;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Open read transactions.
 *
 * @param position where streaming starts; no later than what the readers see
 * @param settledAt no earlier than what the readers see; equal to {@code position} if the view is exact
 */
record MySqlSnapshotView(
        SourcePosition position, SourcePosition settledAt, String description, List<Connection> readers)
        implements SnapshotView {
    private static final String SAVEPOINT = "replicator_view";
    private static final Executor AT_ONCE = Runnable::run;

    MySqlSnapshotView {
        readers = List.copyOf(readers);
    }

    /** Starts a reader's transaction; its view of the database is that of this moment. */
    static void begin(Connection reader) throws SQLException {
        try (Statement statement = reader.createStatement()) {
            statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
            statement.execute("SAVEPOINT " + SAVEPOINT);
        }
    }

    /** Gives back the metadata locks of the tables read so far, so that the view never holds up an ALTER for long. */
    static void releaseTables(Connection reader) throws SQLException {
        try (Statement statement = reader.createStatement()) {
            statement.execute("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
        }
    }

    /** Breaks the connections off: a result that is not read to its end must not be waited for. */
    @Override
    public void close() {
        readers.forEach(MySqlSnapshotView::abort);
    }

    static void abort(Connection connection) {
        try {
            connection.abort(AT_ONCE);
        } catch (SQLException e) {
            throw MySqlErrors.explain("closing a snapshot's connection", e);
        }
    }
}
