package io.replicator.capture.debezium;

import io.replicator.change.SourcePosition;
import io.replicator.error.ReplicationException;
import io.replicator.schema.Table;
import java.util.List;
import java.util.Map;

/** What is particular to a kind of source. Immutable. */
public sealed interface CaptureSettings permits MySqlCaptureSettings, PostgresCaptureSettings {

    /** The tables to capture, as they are at the position where the stream starts. */
    List<Table> tables();

    /** What this connector of Debezium needs to know. */
    Map<String, String> properties();

    /** A position as Debezium stores it. */
    Map<String, Object> offset(SourcePosition position);

    /** Why the stream broke off, in the operator's words. */
    ReplicationException explain(Throwable failure);
}
