package io.replicator.capture.debezium;

import io.debezium.DebeziumException;
import io.debezium.connector.mysql.gtid.MySqlGtidSet;
import io.debezium.connector.mysql.jdbc.MySqlConnection;
import io.replicator.change.SourcePosition;
import io.replicator.dialect.mysql.MariaDbGtids;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the server says about itself before its binlog is read.
 *
 * @param mariaDb whether it is MariaDB
 * @param namesInAnyCase whether table names differing in upper and lower case are the same
 * @param files sizes of the log files by name
 * @param purged GTIDs whose log is gone
 * @param executed all GTIDs
 */
record MySqlServer(
        MySqlConnection connection,
        boolean mariaDb,
        long serverId,
        boolean withGtids,
        boolean namesInAnyCase,
        Map<String, Long> files,
        MySqlGtidSet purged,
        MySqlGtidSet executed) {

    private static final String MYSQL = "SELECT @@server_id, @@gtid_mode, @@global.gtid_purged, @@global.gtid_executed,"
            + " @@lower_case_table_names";

    /** MariaDB's GTIDs are no sets. */
    private static final String MARIADB = "SELECT @@server_id, 'OFF', '', '', @@lower_case_table_names";

    static MySqlServer read(MySqlConnection connection) {
        try {
            Map<String, Long> files = new HashMap<>();
            connection.query("SHOW BINARY LOGS", rows -> {
                while (rows.next()) {
                    files.put(rows.getString(1), rows.getLong(2));
                }
            });
            boolean mariaDb = connection
                    .queryAndMap("SELECT VERSION()", row -> row.next() ? row.getString(1) : "")
                    .contains("MariaDB");
            return connection.queryAndMap(mariaDb ? MARIADB : MYSQL, row -> {
                row.next();
                return new MySqlServer(
                        connection,
                        mariaDb,
                        row.getLong(1),
                        "ON".equalsIgnoreCase(row.getString(2)),
                        row.getInt(5) != 0,
                        Map.copyOf(files),
                        new MySqlGtidSet(row.getString(3)),
                        new MySqlGtidSet(row.getString(4)));
            });
        } catch (SQLException e) {
            throw new DebeziumException("the source's binlog settings cannot be read", e);
        }
    }

    /** The last transaction of each of MariaDB's domains up to a position; nothing at MySQL. */
    Optional<MariaDbGtids> gtidsAt(SourcePosition position) {
        if (!mariaDb) {
            return Optional.empty();
        }
        String sql =
                "SELECT BINLOG_GTID_POS('" + MySqlPositions.file(position) + "', " + MySqlPositions.pos(position) + ")";
        try {
            String gtids = connection.queryAndMap(sql, row -> row.next() ? row.getString(1) : null);
            return Optional.ofNullable(gtids).map(MariaDbGtids::parse);
        } catch (SQLException e) {
            throw new DebeziumException("the source does not say which GTIDs come before " + position, e);
        }
    }

    /** @throws ReplicationException if the stream cannot go on from there without a gap */
    void checkPosition(SourcePosition position) {
        if (!connection.isBinlogFormatRow() || !connection.isBinlogRowImageFull()) {
            throw new ReplicationException(
                    ErrorKind.SOURCE_SETTING, "the source needs binlog_format = ROW and binlog_row_image = FULL");
        }
        if (withGtids) {
            checkGtids(position);
        } else {
            checkFile(position);
        }
    }

    private void checkGtids(SourcePosition position) {
        MySqlGtidSet done = new MySqlGtidSet(MySqlPositions.gtids(position)
                .orElseThrow(() -> new ReplicationException(
                        ErrorKind.SOURCE_SETTING,
                        "the checkpoint was made while gtid_mode was not ON at the source; set it back until the"
                                + " pipeline has been copied anew")));
        if (!purged.isContainedWithin(done)) {
            throw new ReplicationException(
                    ErrorKind.POSITION_LOST,
                    "the source has purged transactions after the checkpoint: gtid_purged is " + purged
                            + ", the checkpoint has " + done);
        }
        if (!done.isContainedWithin(executed)) {
            throw new ReplicationException(
                    ErrorKind.SOURCE_CHANGED,
                    "the source lacks transactions that the checkpoint has: gtid_executed is " + executed
                            + ", the checkpoint has " + done);
        }
    }

    private void checkFile(SourcePosition position) {
        String file = MySqlPositions.file(position);
        MySqlPositions.serverId(position).filter(id -> id != serverId).ifPresent(id -> {
            throw new ReplicationException(
                    ErrorKind.SOURCE_CHANGED,
                    "the checkpoint was made at the server with server_id " + id + ", this one has " + serverId);
        });
        Long size = files.get(file);
        if (size == null) {
            throw new ReplicationException(
                    ErrorKind.POSITION_LOST, "the source no longer has the log file " + file + " of the checkpoint");
        }
        if (MySqlPositions.pos(position) > size) {
            throw new ReplicationException(
                    ErrorKind.SOURCE_CHANGED,
                    "the checkpoint is at byte " + MySqlPositions.pos(position) + " of the log file " + file
                            + ", which at the source has only " + size);
        }
    }
}
