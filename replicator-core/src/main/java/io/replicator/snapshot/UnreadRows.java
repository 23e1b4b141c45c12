package io.replicator.snapshot;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Closing a streamed result reads it to its end, which may take hours. So unless all rows were read, this breaks the
 * connection off before the result is closed. Used by one thread.
 */
final class UnreadRows implements AutoCloseable {
    private final Connection reader;
    private boolean allRead;

    UnreadRows(Connection reader) {
        this.reader = reader;
    }

    void allRead() {
        allRead = true;
    }

    @Override
    public void close() throws SQLException {
        if (!allRead) {
            reader.abort(Runnable::run);
        }
    }
}
