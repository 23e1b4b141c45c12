package io.replicator.dialect.postgresql;

import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import io.replicator.dialect.Endpoint;
import io.replicator.dialect.Finding;
import io.replicator.dialect.SnapshotReading;
import io.replicator.dialect.SourceEngine;
import io.replicator.error.ErrorKind;
import io.replicator.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** PostgreSQL as a source: a slot of the pipeline's own and the plugin pgoutput. */
public final class PostgresSource implements SourceEngine {
    static final String NAME = "postgresql";

    private final ReplicationSlot slot;
    private final SnapshotReading snapshot = new PostgresSnapshotReading();

    public PostgresSource(String pipeline) {
        this.slot = ReplicationSlot.of(pipeline);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** A partitioned table holds no rows itself, and its changes are logged as those of its partitions. */
    public static boolean isPartitioned(Table table) {
        return table.options().startsWith("PARTITION BY");
    }

    /** Of the replication slot and of the publication. */
    public String slotName() {
        return slot.name();
    }

    @Override
    public Connection connect(Endpoint endpoint) {
        return PostgresConnection.openSource(endpoint);
    }

    /** A connection that streams changes, on which values have the same text as on any other. */
    public Connection connectForReplication(Endpoint endpoint) {
        return PostgresConnection.openReplication(endpoint);
    }

    @Override
    public ErrorKind classify(SQLException failure) {
        return PostgresErrors.classify(failure);
    }

    @Override
    public List<Table> tables(Connection connection, Predicate<TableId> selected) throws SQLException {
        return SourceCatalog.tables(connection, selected);
    }

    /** The log does not tell of new partitions. */
    @Override
    public Table refreshed(Table stored, Table now) {
        return stored.withOptions(now.options());
    }

    @Override
    public List<String> otherObjects(Connection connection) throws SQLException {
        return SourceCatalog.otherObjects(connection);
    }

    /** A new timeline is the trace of a failover or of a recovery, after which the log may have gone another way. */
    @Override
    public String identity(Connection connection) throws SQLException {
        return SourceQuery.value(connection, """
                SELECT system_identifier || '/' || current_database() || ' on timeline ' ||
                       ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int
                FROM pg_control_system()""");
    }

    @Override
    public SourcePosition currentPosition(Connection connection) throws SQLException {
        return WalPosition.of(SourceQuery.value(connection, "SELECT pg_current_wal_flush_lsn()"));
    }

    @Override
    public int compare(SourcePosition a, SourcePosition b) {
        return WalPosition.compare(a, b);
    }

    @Override
    public Optional<String> gapAfter(Connection connection, SourcePosition position) throws SQLException {
        return slot.gapAfter(connection, position);
    }

    /** The log also moves by what the server does by itself. */
    @Override
    public boolean mayHaveChanges(Connection connection, SourcePosition after, SourcePosition upTo)
            throws SQLException {
        return compare(after, upTo) != 0 && slot.hasChanges(connection, after, upTo);
    }

    @Override
    public long backlogBytes(Connection connection, SourcePosition position) throws SQLException {
        return Long.parseLong(SourceQuery.text(
                        connection,
                        "SELECT greatest(0, pg_wal_lsn_diff(pg_current_wal_flush_lsn(), ?::pg_lsn))::bigint",
                        WalPosition.text(position))
                .orElseThrow());
    }

    @Override
    public OptionalLong retainedBytes(Connection connection) throws SQLException {
        return slot.retainedBytes(connection);
    }

    @Override
    public OptionalLong bytesUntilLost(Connection connection) throws SQLException {
        return slot.bytesUntilLost(connection);
    }

    @Override
    public List<Finding> preflight(Connection connection, List<Table> tables) throws SQLException {
        return new SourcePreflight(connection, slot, tables).findings();
    }

    @Override
    public List<Finding> outlook(Connection connection) throws SQLException {
        return WalRetention.check(connection, slot);
    }

    @Override
    public boolean logsCascades() {
        return true;
    }

    @Override
    public void prepare(Endpoint endpoint, List<Table> tables) {
        slot.create(endpoint, tables);
    }

    @Override
    public List<String> release(Endpoint endpoint) {
        return slot.release(endpoint);
    }

    @Override
    public SnapshotReading snapshot() {
        return snapshot;
    }
}
