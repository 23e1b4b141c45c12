package io.replicator.pipeline;

import io.replicator.capture.ChangeSource;
import io.replicator.change.ChangeEvent.SchemaChanged;
import io.replicator.change.SourcePosition;
import java.util.List;
import java.util.Optional;

/**
 * A change of structure that comes next in the log; everything before it is committed.
 *
 * @param changes of one statement, or one announced change
 * @param behind the position behind the statement; empty if the stream must begin again before it
 * @param source the stream that told it; may be closed by now
 */
record PendingChange(List<SchemaChanged> changes, Optional<SourcePosition> behind, ChangeSource source) {
    PendingChange {
        changes = List.copyOf(changes);
    }

    String statement() {
        return changes.get(0).statement();
    }
}
