package io.replicator.dialect.postgresql;

import io.replicator.change.SourcePosition;
import io.replicator.dialect.Endpoint;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The slot and the publication of one pipeline, which bear the same name. The slot keeps the WAL behind the checkpoint, so
 * it is there as long as the pipeline is; the publication holds the captured tables only.
 *
 * @param name of both
 */
record ReplicationSlot(String name) {

    static ReplicationSlot of(String pipeline) {
        return new ReplicationSlot("replicator_" + pipeline);
    }

    /** Publication first, as the log before it was made knows none. A slot that nobody reads may be from an attempt before. */
    void create(Endpoint endpoint, List<Table> tables) {
        try (Connection connection = PostgresConnection.openSource(endpoint)) {
            publish(connection, tables);
            Optional<State> before = state(connection);
            if (before.isPresent() && before.get().active()) {
                throw new ReplicationException(
                        ErrorKind.CONFIGURATION,
                        "The replication slot " + name + " is in use by another process, and this pipeline has no"
                                + " checkpoint: another pipeline of the same name reads this source. Choose another name");
            }
            if (before.isPresent() && !before.get().isUsable()) {
                drop(connection);
            }
            if (before.isEmpty() || !before.get().isUsable()) {
                execute(connection, "SELECT pg_create_logical_replication_slot('" + name + "', 'pgoutput')");
            }
        } catch (SQLException e) {
            throw PostgresErrors.explain("creating the publication and the replication slot " + name, e);
        }
    }

    private void publish(Connection connection, List<Table> tables) throws SQLException {
        String list = tables.stream()
                .map(table -> PostgresNames.qualified(table.id()))
                .collect(Collectors.joining(", "));
        boolean exists = SourceQuery.text(connection, "SELECT 1::text FROM pg_publication WHERE pubname = ?", name)
                .isPresent();
        execute(
                connection,
                exists
                        ? "ALTER PUBLICATION " + PostgresNames.quote(name) + " SET TABLE " + list
                        : "CREATE PUBLICATION " + PostgresNames.quote(name) + " FOR TABLE " + list
                                + " WITH (publish = 'insert, update, delete, truncate', publish_via_partition_root = true)");
    }

    /** @return what was there */
    List<String> release(Endpoint endpoint) {
        List<String> removed = new ArrayList<>();
        try (Connection connection = PostgresConnection.openSource(endpoint)) {
            if (state(connection).isPresent()) {
                drop(connection);
                removed.add("replication slot " + name);
            }
            if (SourceQuery.text(connection, "SELECT 1::text FROM pg_publication WHERE pubname = ?", name)
                    .isPresent()) {
                execute(connection, "DROP PUBLICATION " + PostgresNames.quote(name));
                removed.add("publication " + name);
            }
            return removed;
        } catch (SQLException e) {
            throw PostgresErrors.explain("removing the replication slot and the publication " + name, e);
        }
    }

    private void drop(Connection connection) throws SQLException {
        execute(connection, "SELECT pg_drop_replication_slot('" + name + "')");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Why the log behind the position is not all there. */
    Optional<String> gapAfter(Connection connection, SourcePosition position) throws SQLException {
        Optional<State> found = state(connection);
        if (found.isEmpty()) {
            return Optional.of("the source has no replication slot " + name + " any more");
        }
        State slot = found.get();
        if (!slot.isUsable()) {
            return Optional.of("the replication slot " + name + " is lost (wal_status " + slot.walStatus() + ", plugin "
                    + slot.plugin() + "): the WAL behind the checkpoint is gone");
        }
        return WalPosition.compare(WalPosition.of(slot.confirmed()), position) > 0
                ? Optional.of("the replication slot " + name + " stands at " + slot.confirmed()
                        + ", behind the checkpoint: it was made anew, or something else has read from it")
                : Optional.empty();
    }

    /** Whether transactions that end between the two positions change published tables; no process may read the slot. */
    boolean hasChanges(Connection connection, SourcePosition after, SourcePosition upTo) throws SQLException {
        return SourceQuery.text(connection, """
                        SELECT 1::text
                        FROM pg_logical_slot_peek_binary_changes(?, ?::pg_lsn, NULL,
                            'proto_version', '1', 'publication_names', ?)
                        GROUP BY xid
                        HAVING max(lsn) >= ?::pg_lsn AND bool_or(chr(get_byte(data, 0)) IN ('I', 'U', 'D', 'T'))
                        LIMIT 1""", name, WalPosition.text(upTo), name, WalPosition.text(after))
                .isPresent();
    }

    /** WAL that the server keeps for the slot. */
    OptionalLong retainedBytes(Connection connection) throws SQLException {
        return bytes(connection, "pg_wal_lsn_diff(pg_current_wal_flush_lsn(), restart_lsn)");
    }

    /** WAL that may be written before the slot is lost; empty without {@code max_slot_wal_keep_size}. */
    OptionalLong bytesUntilLost(Connection connection) throws SQLException {
        return bytes(connection, "safe_wal_size");
    }

    /** Never negative; empty if there is no slot, or nothing known of it. */
    private OptionalLong bytes(Connection connection, String expression) throws SQLException {
        return SourceQuery.texts(
                        connection,
                        "SELECT greatest(0, " + expression
                                + ")::bigint FROM pg_replication_slots WHERE slot_name = ? AND " + expression
                                + " IS NOT NULL",
                        name)
                .stream()
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    Optional<State> state(Connection connection) throws SQLException {
        List<State> states = new ArrayList<>();
        SourceQuery.each(connection, """
                SELECT active, plugin, database = current_database() AS here, wal_status,
                       coalesce(confirmed_flush_lsn, '0/0')::text AS confirmed,
                       pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_flush_lsn(), restart_lsn)) AS kept,
                       pg_size_pretty(safe_wal_size) AS left_over
                FROM pg_replication_slots WHERE slot_name = '%s'""".formatted(name), row -> {
            states.add(new State(
                    row.yes("active"),
                    row.text("plugin"),
                    row.yes("here"),
                    row.text("wal_status"),
                    row.text("confirmed"),
                    row.text("kept"),
                    row.text("left_over")));
        });
        return states.stream().findFirst();
    }

    /**
     * What the server says about the slot.
     *
     * @param kept WAL that it holds back
     * @param leftOver WAL that may be written before it is lost, empty if there is no limit
     */
    record State(
            boolean active,
            String plugin,
            boolean here,
            String walStatus,
            String confirmed,
            String kept,
            String leftOver) {
        boolean isUsable() {
            return plugin.equals("pgoutput") && here && !walStatus.equals("lost");
        }
    }
}
