package io.replicator.capture.debezium;

import io.replicator.change.SourcePosition;
import io.replicator.dialect.mysql.MariaDbGtids;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Positions in a binlog, always between two transactions: {@code file} and {@code pos} of the next event, {@code gtids} of
 * all transactions up to here if the server is MySQL and has GTIDs, {@code gtid_binlog_pos} if it is MariaDB, and {@code
 * server_id} of the server that the file belongs to.
 */
final class MySqlPositions {
    static final String FILE = "file";
    static final String POS = "pos";
    static final String GTIDS = "gtids";
    static final String SERVER_ID = "server_id";
    private static final String MARIADB_GTIDS = "gtid_binlog_pos";

    private MySqlPositions() {}

    static SourcePosition of(String file, long pos, @Nullable String gtids, long serverId) {
        SortedMap<String, String> coordinates = new TreeMap<>();
        coordinates.put(FILE, file);
        coordinates.put(POS, Long.toString(pos));
        coordinates.put(SERVER_ID, Long.toString(serverId));
        if (gtids != null) {
            coordinates.put(GTIDS, gtids);
        }
        return new SourcePosition(coordinates);
    }

    /** With what proves later that the file is still the same. */
    static SourcePosition with(SourcePosition position, MariaDbGtids gtids) {
        SortedMap<String, String> coordinates = new TreeMap<>(position.coordinates());
        coordinates.put(MARIADB_GTIDS, gtids.toString());
        return new SourcePosition(coordinates);
    }

    static String file(SourcePosition position) {
        return required(position, FILE);
    }

    static long pos(SourcePosition position) {
        return Long.parseLong(required(position, POS));
    }

    /** Without blanks and line breaks, as the server may print them. */
    static Optional<String> gtids(SourcePosition position) {
        return Optional.ofNullable(position.coordinates().get(GTIDS)).map(gtids -> gtids.replaceAll("\\s", ""));
    }

    static Optional<Long> serverId(SourcePosition position) {
        return Optional.ofNullable(position.coordinates().get(SERVER_ID)).map(Long::valueOf);
    }

    static Map<String, Object> toOffset(SourcePosition position) {
        Map<String, Object> offset = new HashMap<>();
        offset.put(FILE, file(position));
        offset.put(POS, pos(position));
        gtids(position).ifPresent(gtids -> offset.put(GTIDS, gtids));
        serverId(position).ifPresent(id -> offset.put(SERVER_ID, id));
        return offset;
    }

    private static String required(SourcePosition position, String coordinate) {
        String value = position.coordinates().get(coordinate);
        if (value == null) {
            throw new IllegalArgumentException("a binlog position needs '" + coordinate + "': " + position);
        }
        return value;
    }
}
