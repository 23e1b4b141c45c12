package io.replicator.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The texts by which the pipeline's own tables are kept on a target; the same tables and columns on each engine. */
public interface CheckpointSql {
    /** CREATE statements of the tables, each harmless if the table exists. */
    List<String> createTables();

    /** A table's name, qualified and quoted, for use in portable DML. @param name such as {@code replicator_checkpoint} */
    String table(String name);

    /** What ends a SELECT whose rows must not change before the transaction ends. */
    default String shareLock() {
        return "FOR SHARE";
    }

    /**
     * Takes the session-wide lock that makes this process the pipeline's one writer, without waiting.
     *
     * @return false if another session holds it
     */
    boolean tryLock(Connection session, String pipeline) throws SQLException;

    /** The endpoint for connections that write for a pipeline, so that {@link #evictWriters} finds them. */
    Endpoint writers(Endpoint endpoint, String pipeline);

    /**
     * Ends the connections of a former writer: if that is frozen or cut off, they hold locks for as long as it likes. Call
     * with the lock taken.
     */
    void evictWriters(Connection session, String pipeline) throws SQLException;

    /** Names the transaction, so that {@link #outcome} can tell later whether it was committed. */
    String transactionId(Connection transaction) throws SQLException;

    Outcome outcome(Connection session, String transactionId) throws SQLException;

    /** What became of a transaction. UNKNOWN if it is too old for the server to remember. */
    enum Outcome {
        COMMITTED,
        ROLLED_BACK,
        IN_PROGRESS,
        UNKNOWN
    }
}
