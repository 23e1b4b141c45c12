package io.replicator.dialect.postgresql;

import io.replicator.change.SourcePosition;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import java.util.Map;
import org.postgresql.replication.LogSequenceNumber;

/** A {@link SourcePosition} of PostgreSQL: the place in the WAL just behind a transaction. */
public final class WalPosition {
    private static final String LSN = "lsn";

    private WalPosition() {}

    public static SourcePosition of(LogSequenceNumber place) {
        return of(place.asString());
    }

    static SourcePosition of(String lsn) {
        return new SourcePosition(Map.of(LSN, lsn));
    }

    static String text(SourcePosition position) {
        String lsn = position.coordinates().get(LSN);
        if (lsn == null) {
            throw new ReplicationException(ErrorKind.SOURCE_CHANGED, "Not a position in a WAL: " + position);
        }
        return lsn;
    }

    public static LogSequenceNumber place(SourcePosition position) {
        return LogSequenceNumber.valueOf(text(position));
    }

    static int compare(SourcePosition a, SourcePosition b) {
        return Long.compareUnsigned(place(a).asLong(), place(b).asLong());
    }
}
