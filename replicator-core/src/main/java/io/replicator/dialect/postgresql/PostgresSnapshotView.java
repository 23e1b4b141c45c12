package io.replicator.dialect.postgresql;

import io.replicator.change.SourcePosition;
import io.replicator.dialect.SnapshotView;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Open read transactions that took over one exported snapshot. What a snapshot does not protect from is another storage of
 * a table: once TRUNCATE or a rewriting ALTER TABLE has committed, older snapshots see the table empty.
 */
record PostgresSnapshotView(SourcePosition position, List<Connection> readers) implements SnapshotView {
    private static final Executor AT_ONCE = Runnable::run;
    private static final String SAVEPOINT = "before_tables";

    static void begin(Connection reader, String snapshot) throws SQLException {
        try (Statement statement = reader.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            statement.execute("SET TRANSACTION SNAPSHOT '" + snapshot + "'");
            statement.execute("SAVEPOINT " + SAVEPOINT);
        }
    }

    /**
     * Keeps the table's storage for the next statements, and gives back the tables held before, so that the view never
     * holds up a TRUNCATE for long.
     *
     * @throws ReplicationException if the storage is not the one that the snapshot knows
     */
    static void hold(Connection reader, Table table) throws SQLException {
        String name = PostgresNames.qualified(table.id());
        try (Statement statement = reader.createStatement()) {
            statement.execute("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
            statement.execute("LOCK TABLE " + SourceCatalog.from(table) + " IN ACCESS SHARE MODE");
        }
        // The row is the snapshot's, the function's answer is today's.
        Optional<String> same = SourceQuery.text(reader, """
                SELECT coalesce(bool_and(relfilenode = coalesce(pg_relation_filenode(oid), 0)), false)::text FROM pg_class
                WHERE oid = ?::regclass OR oid IN (SELECT relid FROM pg_partition_tree(?::regclass))""", name, name);
        if (!same.equals(Optional.of("true"))) {
            throw new ReplicationException(
                    ErrorKind.CONFLICT,
                    "Table " + table.id()
                            + " was truncated or rewritten at the source after the copy had begun; what is"
                            + " left of the copy is read at a later position");
        }
    }

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
