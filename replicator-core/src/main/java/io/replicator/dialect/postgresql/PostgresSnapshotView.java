package io.replicator.dialect.postgresql;

import io.replicator.change.SourcePosition;
import io.replicator.dialect.SnapshotView;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executor;

/** Open read transactions that took over one exported snapshot. */
record PostgresSnapshotView(SourcePosition position, List<Connection> readers) implements SnapshotView {
    private static final Executor AT_ONCE = Runnable::run;

    @Override
    public String description() {
        return "the snapshot of a replication slot";
    }

    @Override
    public void close() {
        readers.forEach(PostgresSnapshotView::abort);
    }

    static void abort(Connection connection) {
        try {
            connection.abort(AT_ONCE);
        } catch (SQLException e) {
            throw PostgresErrors.explain("closing a snapshot's connection", e);
        }
    }
}
