package io.replicator.dialect.mysql;

import io.replicator.error.ErrorKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * FLUSH TABLES WITH READ LOCK. While it waits for a long statement it holds up every writer of the server, so it waits
 * for few seconds only, some times. Used by one thread.
 */
final class GlobalReadLock {
    private static final int WAIT_SECONDS = 3;
    private static final int TRIES = 3;
    private static final long PAUSE_MILLISECONDS = 2000;

    private final Connection connection;
    private String whyNot = "";

    GlobalReadLock(Connection connection) {
        this.connection = connection;
    }

    boolean acquire() throws SQLException {
        execute("SET SESSION lock_wait_timeout = " + WAIT_SECONDS);
        for (int i = 0; i < TRIES; i++) {
            if (i > 0) {
                Pause.milliseconds(PAUSE_MILLISECONDS);
            }
            if (tryOnce()) {
                return true;
            }
            if (!whyNot.isEmpty()) {
                return false;
            }
        }
        whyNot = "a long statement at the source kept it from being granted";
        return false;
    }

    private boolean tryOnce() throws SQLException {
        try {
            execute("FLUSH TABLES WITH READ LOCK");
            return true;
        } catch (SQLException e) {
            if (MySqlErrors.isPrivilege(e) || MySqlErrors.classify(e) == ErrorKind.AUTHENTICATION) {
                whyNot = "the user has neither RELOAD nor FLUSH_TABLES";
            } else if (e.getErrorCode() != MySqlErrors.LOCK_WAIT_TIMEOUT) {
                throw e;
            }
            return false;
        }
    }

    /** Why it was not acquired. */
    String whyNot() {
        return whyNot;
    }

    void release() throws SQLException {
        execute("UNLOCK TABLES");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
