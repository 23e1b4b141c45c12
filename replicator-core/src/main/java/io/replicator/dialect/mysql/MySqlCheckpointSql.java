package io.replicator.dialect.mysql;

import io.replicator.dialect.CheckpointSql;
import io.replicator.dialect.Endpoint;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The pipeline's own tables on MySQL or MariaDB, in the database of the replicated tables. */
record MySqlCheckpointSql(String schema) implements CheckpointSql {
    private static final String STORAGE = ") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin";

    @Override
    public List<String> createTables() {
        return List.of(
                create("replicator_checkpoint", """
                        pipeline varchar(190) PRIMARY KEY, epoch bigint NOT NULL, holder text,
                        source_identity text NOT NULL, source_position longtext NOT NULL,
                        snapshot_complete boolean NOT NULL, rows_applied bigint NOT NULL,
                        updated_at timestamp(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)"""), create("replicator_chunk", """
                        pipeline varchar(190), table_schema varchar(64), table_name varchar(64), ordinal integer,
                        key_after longtext NOT NULL, key_up_to longtext NOT NULL, source_position longtext NOT NULL,
                        copied_rows bigint NOT NULL, PRIMARY KEY (pipeline, table_schema, table_name, ordinal)"""), create("replicator_table", """
                        pipeline varchar(190), table_schema varchar(64), table_name varchar(64),
                        definition longtext NOT NULL, stopped_at_change boolean NOT NULL,
                        PRIMARY KEY (pipeline, table_schema, table_name)"""));
    }

    private String create(String name, String columns) {
        return "CREATE TABLE IF NOT EXISTS " + table(name) + " (" + columns + STORAGE;
    }

    @Override
    public String table(String name) {
        return MySqlLiterals.name(schema) + "." + MySqlLiterals.name(name);
    }

    /** Known to MySQL and MariaDB. */
    @Override
    public String shareLock() {
        return "LOCK IN SHARE MODE";
    }

    @Override
    public boolean tryLock(Connection session, String pipeline) throws SQLException {
        try (PreparedStatement select = session.prepareStatement("SELECT GET_LOCK(?, 0)")) {
            select.setString(1, "replicator:" + key(pipeline));
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getInt(1) == 1;
            }
        }
    }

    /** Names of locks end at 64 characters and are known to the whole server. */
    private String key(String pipeline) {
        return UUID.nameUUIDFromBytes((schema + "/" + pipeline).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    @Override
    public Endpoint writers(Endpoint endpoint, String pipeline) {
        Map<String, String> properties = new HashMap<>(endpoint.properties());
        properties.put(MySqlConnections.WRITER_LOCK, writerLock(pipeline));
        return endpoint.with(properties);
    }

    private String writerLock(String pipeline) {
        return "replicator:" + key(pipeline) + ":";
    }

    /** Each writer holds a lock named after its connection, which tells it from the user's other connections. */
    @Override
    public void evictWriters(Connection session, String pipeline) throws SQLException {
        List<Long> writers = new ArrayList<>();
        try (PreparedStatement select = session.prepareStatement(
                "SELECT ID FROM information_schema.PROCESSLIST WHERE IS_USED_LOCK(CONCAT(?, ID)) = ID")) {
            select.setString(1, writerLock(pipeline));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    writers.add(rows.getLong(1));
                }
            }
        }
        for (long writer : writers) {
            kill(session, writer);
        }
    }

    private static void kill(Connection session, long writer) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("KILL CONNECTION " + writer);
        } catch (SQLException e) {
            if (e.getErrorCode() != MySqlErrors.NO_SUCH_THREAD) {
                throw e;
            }
        }
    }

    /** MySQL forgets a transaction when it has ended. */
    @Override
    public String transactionId(Connection transaction) {
        throw new ReplicationException(
                ErrorKind.CONFIGURATION,
                "A MySQL or MariaDB target cannot tell what became of a transaction, so its checkpoint cannot be kept in"
                        + " a file. Set checkpoint.store to table");
    }

    @Override
    public Outcome outcome(Connection session, String transactionId) {
        return Outcome.UNKNOWN;
    }
}
