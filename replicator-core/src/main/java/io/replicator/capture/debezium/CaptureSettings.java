package io.replicator.capture.debezium;

import io.replicator.capture.Redefinition;
import io.replicator.change.ChangeEvent.SchemaChanged;
import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import io.replicator.error.ReplicationException;
import io.replicator.schema.Table;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What is particular to a kind of source. Immutable. */
public sealed interface CaptureSettings permits MySqlCaptureSettings, PostgresCaptureSettings {

    /** The tables to capture, as they are at the position where the stream starts. */
    List<Table> tables();

    /** The tables of which the stream tells that they are new, if the log does. */
    Predicate<TableId> toCome();

    /** What this connector of Debezium needs to know. */
    Map<String, String> properties();

    /** A position as Debezium stores it. */
    Map<String, Object> offset(SourcePosition position);

    /** See {@link io.replicator.capture.ChangeSource#redefinitions}. */
    List<Redefinition> redefinitions(List<SchemaChanged> changes, List<Table> catalog);

    /** Why the stream broke off, in the operator's words. */
    ReplicationException explain(Throwable failure);
}
