package io.replicator.capture.debezium;

import io.replicator.capture.Redefinition;
import io.replicator.change.ChangeEvent.SchemaChanged;
import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import io.replicator.error.ReplicationException;
import io.replicator.schema.Table;
import io.replicator.tls.StoreFiles;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A MySQL source, read from its binlog.
 *
 * @param serverId under which we register as a replica; unique among all replicas of the server
 * @param tables with their columns as they are at the position where the stream starts
 */
public record MySqlCaptureSettings(
        SourceConnection connection, long serverId, List<Table> tables, Predicate<TableId> toCome)
        implements CaptureSettings {
    public MySqlCaptureSettings {
        tables = List.copyOf(tables);
    }

    /** For these tables only. */
    public MySqlCaptureSettings(SourceConnection connection, long serverId, List<Table> tables) {
        this(connection, serverId, tables, table -> false);
    }

    @Override
    public Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        properties.put("connector.class", MySqlSourceConnector.class.getName());
        properties.put("database.hostname", connection.host());
        properties.put("database.port", Integer.toString(connection.port()));
        properties.put("database.user", connection.user());
        properties.put("database.password", connection.password());
        properties.put("database.ssl.mode", connection.tls().name().toLowerCase(Locale.ROOT));
        putStores(properties);
        properties.put("database.server.id", Long.toString(serverId));
        properties.put("driver.allowPublicKeyRetrieval", "true");
        // No time is read over it, and the driver refuses a server whose zone it does not know: CEST, or none.
        properties.put("driver.connectionTimeZone", "UTC");
        properties.put("connect.timeout.ms", "10000");
        // A connection that was restored in the middle of a transaction would repeat half of it.
        properties.put("connect.keep.alive", "false");
        // While the target is slow we do not read; the server must not take that for a dead replica.
        properties.put("binlog.net.write.timeout", "86400");
        properties.put("snapshot.mode", "no_data");
        properties.put("include.schema.changes", "false");
        // Debezium insists on a history of table structures; ours start with the captured tables.
        properties.put("schema.history.internal", "io.debezium.relational.history.MemorySchemaHistory");
        return properties;
    }

    private void putStores(Map<String, String> properties) {
        connection.stores().trust().ifPresent(file -> {
            properties.put("database.ssl.truststore", file.toString());
            properties.put("database.ssl.truststore.password", StoreFiles.password());
        });
        connection.stores().identity().ifPresent(file -> {
            properties.put("database.ssl.keystore", file.toString());
            properties.put("database.ssl.keystore.password", StoreFiles.password());
        });
    }

    @Override
    public Map<String, Object> offset(SourcePosition position) {
        return MySqlPositions.toOffset(position);
    }

    @Override
    public List<Redefinition> redefinitions(List<SchemaChanged> changes, List<Table> catalog) {
        return new StatementEffect(tables).of(changes, catalog);
    }

    @Override
    public ReplicationException explain(Throwable failure) {
        return new MySqlFailures("MySQL at " + connection.host() + ":" + connection.port()).explain(failure);
    }
}
