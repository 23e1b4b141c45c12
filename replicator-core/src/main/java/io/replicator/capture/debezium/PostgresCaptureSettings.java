package io.replicator.capture.debezium;

import io.replicator.capture.Redefinition;
import io.replicator.change.ChangeEvent.SchemaChanged;
import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import io.replicator.dialect.Endpoint;
import io.replicator.dialect.postgresql.PostgresSource;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A PostgreSQL source, read through the pipeline's replication slot.
 *
 * @param tables with their columns as they are at the position where the stream starts
 */
public record PostgresCaptureSettings(PostgresSource source, Endpoint endpoint, List<Table> tables)
        implements CaptureSettings {
    public PostgresCaptureSettings {
        tables = List.copyOf(tables);
    }

    @Override
    public Predicate<TableId> toCome() {
        return table -> false;
    }

    @Override
    public Map<String, String> properties() {
        return Map.of("connector.class", PostgresSourceConnector.class.getName());
    }

    @Override
    public Map<String, Object> offset(SourcePosition position) {
        return Map.copyOf(position.coordinates());
    }

    @Override
    public List<Redefinition> redefinitions(List<SchemaChanged> changes, List<Table> catalog) {
        try (Connection connection = source.connect(endpoint)) {
            return new AnnouncementEffect(tables, new MissingValues(connection)).of(changes, catalog);
        } catch (SQLException e) {
            throw new ReplicationException(
                    source.classify(e), "Reading the structure of changed tables failed: " + e.getMessage(), e);
        }
    }

    @Override
    public ReplicationException explain(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ReplicationException known) {
                return known;
            }
            if (cause instanceof SQLException refused) {
                return new ReplicationException(
                        kind(refused),
                        "the change stream of " + endpoint + " broke off: " + refused.getMessage(),
                        failure);
            }
        }
        return new ReplicationException(
                ErrorKind.CAPTURE, "the change stream of " + endpoint + " broke off: " + failure.getMessage(), failure);
    }

    /** What the server refuses for a reason of its own passes, as a slot still in use by a connection that broke. */
    private ErrorKind kind(SQLException refused) {
        ErrorKind kind = source.classify(refused);
        return kind == ErrorKind.INTERNAL ? ErrorKind.CAPTURE : kind;
    }
}
