package io.replicator.dialect.postgresql;

import io.replicator.dialect.CheckpointSql;
import io.replicator.dialect.Endpoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pipeline's own tables on PostgreSQL, in the schema of the replicated tables. */
record PostgresCheckpointSql(String schema) implements CheckpointSql {
    @Override
    public List<String> createTables() {
        return List.of(
                TableDdl.createSchema(schema),
                create("replicator_checkpoint", """
                        pipeline text PRIMARY KEY, epoch bigint NOT NULL, holder text, source_identity text NOT NULL,
                        source_position text NOT NULL, snapshot_complete boolean NOT NULL, rows_applied bigint NOT NULL,
                        updated_at timestamptz NOT NULL"""),
                create("replicator_chunk", """
                        pipeline text, table_schema text, table_name text, ordinal integer, key_after text NOT NULL,
                        key_up_to text NOT NULL, source_position text NOT NULL, copied_rows bigint NOT NULL,
                        PRIMARY KEY (pipeline, table_schema, table_name, ordinal)"""),
                create("replicator_table", """
                        pipeline text, table_schema text, table_name text, definition text NOT NULL,
                        stopped_at_change boolean NOT NULL, PRIMARY KEY (pipeline, table_schema, table_name)"""));
    }

    /** CREATE TABLE IF NOT EXISTS asks for the privilege to create even if the table exists. */
    private String create(String name, String columns) {
        return "DO $$ BEGIN IF to_regclass(" + PostgresNames.literal(table(name)) + ") IS NULL THEN CREATE TABLE "
                + table(name) + " (" + columns + "); END IF; END $$";
    }

    @Override
    public String table(String name) {
        return PostgresNames.quote(schema) + "." + PostgresNames.quote(name);
    }

    @Override
    public boolean tryLock(Connection session, String pipeline) throws SQLException {
        try (PreparedStatement select = session.prepareStatement(
                "SELECT pg_try_advisory_lock(hashtextextended('replicator:' || ?::text, 0))")) {
            select.setString(1, schema + "/" + pipeline);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    @Override
    public Endpoint writers(Endpoint endpoint, String pipeline) {
        Map<String, String> properties = new HashMap<>(endpoint.properties());
        properties.putIfAbsent("ApplicationName", writerName(pipeline));
        return endpoint.with(properties);
    }

    /** PostgreSQL cuts names at 63 bytes. */
    private String writerName(String pipeline) {
        return "replicator " + pipeline + " " + Integer.toHexString(schema.hashCode());
    }

    @Override
    public void evictWriters(Connection session, String pipeline) throws SQLException {
        try (PreparedStatement select =
                session.prepareStatement("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE application_name = ? AND datname = current_database() AND usename = current_user")) {
            select.setString(1, writerName(pipeline));
            select.executeQuery().close();
        }
    }

    @Override
    public String transactionId(Connection transaction) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement("SELECT txid_current()::text");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public Outcome outcome(Connection session, String transactionId) throws SQLException {
        try (PreparedStatement select = session.prepareStatement("SELECT txid_status(?::bigint)")) {
            select.setString(1, transactionId);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return switch (String.valueOf(row.getString(1))) {
                    case "committed" -> Outcome.COMMITTED;
                    case "aborted" -> Outcome.ROLLED_BACK;
                    case "in progress" -> Outcome.IN_PROGRESS;
                    default -> Outcome.UNKNOWN;
                };
            }
        }
    }
}
