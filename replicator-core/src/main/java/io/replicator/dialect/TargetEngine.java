package io.replicator.dialect;

import io.replicator.error.ErrorKind;
import io.replicator.typemapping.TableMapping;
import io.replicator.typemapping.TypeMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** How an engine speaks as a target. Stateless; every method may be called from any thread. */
public interface TargetEngine {
    /** Short lower-case name, such as {@code postgresql}. */
    String name();

    /**
     * A connection for writing: time zone UTC, UTF-8, auto-commit off, isolation READ COMMITTED.
     *
     * @throws io.replicator.error.ReplicationException of kind CONNECTION, AUTHENTICATION or CONFIGURATION
     */
    Connection connect(Endpoint endpoint);

    /** The kind of a failure of this engine. */
    ErrorKind classify(SQLException failure);

    /** This engine as it is on one server, with the extensions that are installed there. */
    TargetEngine on(Connection connection) throws SQLException;

    /** Chooses types and rules for source columns. */
    TypeMapper types();

    /** Writes changes of one table on a connection; prepared once, used by the connection's thread. */
    default TableWriter writer(Connection connection, TableMapping mapping) throws SQLException {
        return writer(connection, mapping, List.of());
    }

    /** @param standIns foreign keys that refer to this table and whose ON DELETE the writer carries out itself */
    TableWriter writer(Connection connection, TableMapping mapping, List<CascadeStandIn> standIns) throws SQLException;

    /** Reads one table back for verification. */
    TableReader reader(Connection connection, TableMapping mapping);

    /** Begins a read transaction on a connection that has none; it sees the database as it is when this returns. */
    void beginView(Connection connection) throws SQLException;

    /** Bulk loads rows of one table inside the connection's transaction. */
    BulkLoad bulkLoad(Connection connection, TableMapping mapping, BulkLoad.Mode mode) throws SQLException;

    /** Prepares a connection, once, for applying changes. */
    void prepareApply(Connection connection) throws SQLException;

    /** Prepares a transaction that applies changes: constraints that can wait are checked at its end. */
    void beginApply(Connection connection) throws SQLException;

    /** Lets statements on this connection give up when they do not get a lock in this time. */
    void limitLockWait(Connection connection, Duration atMost) throws SQLException;

    /** How the pipeline's own tables are read and written. */
    CheckpointSql checkpointSql(String schema);

    /** Reads the catalog and writes DDL. */
    TargetSchema schema();
}
