package io.replicator.capture.debezium.binlog;

import com.github.shyiko.mysql.binlog.event.EventData;
import io.replicator.change.ChangeEvent;
import io.replicator.error.ReplicationException;
import java.util.List;

/** The changes of one rows event, or the reason why it cannot be read. Never serialized, whatever the client's type says. */
public final class RowsEvent implements EventData {
    private static final long serialVersionUID = 1L;

    static final RowsEvent NOT_CAPTURED = new RowsEvent(List.of(), 0, null);

    private final transient List<ChangeEvent> changes;
    private final transient long approximateBytes;
    private final transient ReplicationException failure;

    private RowsEvent(List<ChangeEvent> changes, long approximateBytes, ReplicationException failure) {
        this.changes = changes;
        this.approximateBytes = approximateBytes;
        this.failure = failure;
    }

    static RowsEvent of(List<ChangeEvent> changes, long approximateBytes) {
        return new RowsEvent(changes, approximateBytes, null);
    }

    static RowsEvent unreadable(ReplicationException failure) {
        return new RowsEvent(List.of(), 0, failure);
    }

    /** @throws ReplicationException if the event cannot be read */
    public List<ChangeEvent> changes() {
        if (failure != null) {
            throw failure;
        }
        return changes;
    }

    public long approximateBytes() {
        return approximateBytes;
    }
}
