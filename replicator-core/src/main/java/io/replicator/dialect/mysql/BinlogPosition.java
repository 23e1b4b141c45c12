package io.replicator.dialect.mysql;

import io.replicator.change.SourcePosition;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import java.util.Comparator;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A {@link SourcePosition} of MySQL.
 *
 * @param gtids all transactions up to here, or {@code null} if the server does not number them
 * @param serverId of the server whose file and offset these are, or {@code null} if unknown
 * @param proof the last transaction of each of MariaDB's domains up to here, or {@code null}; it orders nothing
 */
record BinlogPosition(
        String file,
        long offset,
        @Nullable String gtids,
        @Nullable String serverId,
        @Nullable String proof) {
    private static final String PROOF = "gtid_binlog_pos";
    private static final Comparator<BinlogPosition> BY_FILE = Comparator.comparingLong(
                    (BinlogPosition position) -> number(position.file()))
            .thenComparingLong(BinlogPosition::offset);

    BinlogPosition(String file, long offset, @Nullable String gtids, @Nullable String serverId) {
        this(file, offset, gtids, serverId, null);
    }

    static BinlogPosition of(SourcePosition position) {
        String file = position.coordinates().get("file");
        String offset = position.coordinates().get("pos");
        if (file == null || offset == null) {
            throw new ReplicationException(ErrorKind.SOURCE_CHANGED, "Not a position in a binlog: " + position);
        }
        return new BinlogPosition(
                file,
                Long.parseLong(offset),
                position.coordinates().get("gtids"),
                position.coordinates().get("server_id"),
                position.coordinates().get(PROOF));
    }

    SourcePosition asSourcePosition() {
        TreeMap<String, String> coordinates = new TreeMap<>();
        coordinates.put("file", file);
        coordinates.put("pos", Long.toString(offset));
        if (gtids != null) {
            coordinates.put("gtids", gtids);
        }
        if (serverId != null) {
            coordinates.put("server_id", serverId);
        }
        if (proof != null) {
            coordinates.put(PROOF, proof);
        }
        return new SourcePosition(coordinates);
    }

    /** Negative if this is before the other, 0 if no transaction lies between them. */
    int compare(BinlogPosition other) {
        if (gtids == null || other.gtids == null) {
            return BY_FILE.compare(this, other);
        }
        if (gtids.equals(other.gtids)) {
            return 0;
        }
        GtidSet mine = GtidSet.parse(gtids);
        GtidSet others = GtidSet.parse(other.gtids);
        if (others.contains(mine)) {
            return mine.contains(others) ? 0 : -1;
        }
        if (mine.contains(others)) {
            return 1;
        }
        throw new ReplicationException(
                ErrorKind.SOURCE_CHANGED,
                "Two positions of the binlog each have transactions that the other lacks: " + gtids + " and "
                        + other.gtids);
    }

    /** {@code binlog.000012} is number 12; the digits grow beyond six. */
    static long number(String file) {
        return Long.parseLong(file.substring(file.lastIndexOf('.') + 1));
    }
}
