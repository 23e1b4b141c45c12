package io.replicator.dialect.mysql;

import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a server says about its binlog. */
final class MySqlBinlog {
    private MySqlBinlog() {}

    /** A binlog file the server still has. */
    record LogFile(String name, long bytes) {}

    /** The end of the log now. */
    static BinlogPosition end(Connection connection) throws SQLException {
        boolean numbered = isNumbered(connection);
        String serverId = variable(connection, "server_id");
        List<BinlogPosition> ends = new ArrayList<>(1);
        CatalogQuery.each(
                connection,
                showStatus(connection),
                row -> ends.add(new BinlogPosition(
                        row.text("File"),
                        row.number("Position"),
                        numbered ? row.text("Executed_Gtid_Set").replaceAll("\\s", "") : null,
                        serverId)));
        if (ends.isEmpty()) {
            throw new ReplicationException(ErrorKind.SOURCE_SETTING, "The source writes no binlog (log_bin=OFF)");
        }
        return ends.get(0);
    }

    /**
     * Whether positions are ordered by the GTIDs of all transactions so far. Those of MariaDB say which transaction of
     * each domain is the last one, in the order of the log, which file and offset say as well; they are a proof only.
     */
    static boolean isNumbered(Connection connection) throws SQLException {
        return Product.of(connection) == Product.MYSQL
                && variable(connection, "gtid_mode").equals("ON");
    }

    /** MySQL renamed it in 8.2; 8.4 no longer knows the old name. */
    private static String showStatus(Connection connection) throws SQLException {
        boolean renamed = Product.of(connection) == Product.MYSQL && isAtLeast(connection, 8, 2);
        return renamed ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS";
    }

    /**
     * MariaDB's {@code server_uid} is made of the port and the network card: a new server in the place of an old one has the
     * same, one that moved has another. What the log was is proven by {@link BinlogPosition#proof} instead.
     */
    static String identity(Connection connection) throws SQLException {
        return Product.of(connection) == Product.MYSQL
                ? variable(connection, "server_uuid")
                : "server_id " + variable(connection, "server_id");
    }

    static boolean isAtLeast(Connection connection, int major, int minor) throws SQLException {
        DatabaseMetaData server = connection.getMetaData();
        int actual = server.getDatabaseMajorVersion();
        return actual > major || (actual == major && server.getDatabaseMinorVersion() >= minor);
    }

    static String variable(Connection connection, String name) throws SQLException {
        return value(connection, "SELECT @@GLOBAL." + name);
    }

    static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            String value = row.next() ? row.getString(1) : null;
            return value == null ? "" : value;
        }
    }

    static List<LogFile> files(Connection connection) throws SQLException {
        List<LogFile> files = new ArrayList<>();
        CatalogQuery.each(
                connection,
                "SHOW BINARY LOGS",
                row -> files.add(new LogFile(row.text("Log_name"), row.number("File_size"))));
        return files;
    }

    /** Bytes from a position to the end, or -1 if the file is not among the server's own. */
    static long bytesAfter(Connection connection, BinlogPosition position) throws SQLException {
        String serverId = position.serverId();
        if (serverId != null && !serverId.equals(variable(connection, "server_id"))) {
            return -1;
        }
        long bytes = -1;
        for (LogFile file : files(connection)) {
            if (file.name().equals(position.file())) {
                bytes = Math.max(0, file.bytes() - position.offset());
            } else if (bytes >= 0) {
                bytes += file.bytes();
            }
        }
        return bytes;
    }

    /** Why changes after the position may be missing, or empty. */
    static Optional<String> gapAfter(Connection connection, BinlogPosition position) throws SQLException {
        return position.gtids() == null
                ? gapInFiles(connection, position)
                : gapInTransactions(connection, position.gtids());
    }

    private static Optional<String> gapInFiles(Connection connection, BinlogPosition position) throws SQLException {
        List<LogFile> files = files(connection);
        for (LogFile file : files) {
            if (file.name().equals(position.file())) {
                return position.offset() <= file.bytes()
                        ? otherHistory(connection, position)
                        : Optional.of("the checkpoint is at byte " + position.offset() + " of binlog file "
                                + file.name() + ", which has only " + file.bytes()
                                + " bytes: the source was restored from a backup or lost its last writes");
            }
        }
        return Optional.of("the source no longer has binlog file " + position.file() + "; the oldest it has is "
                + (files.isEmpty() ? "none" : files.get(0).name()));
    }

    /** A file may have the name and be long enough, and yet be another one. */
    private static Optional<String> otherHistory(Connection connection, BinlogPosition position) throws SQLException {
        if (position.proof() == null) {
            return Optional.empty();
        }
        String found = gtidsAt(connection, position.file(), position.offset());
        return found.equals(position.proof())
                ? Optional.empty()
                : Optional.of("binlog file " + position.file() + " has the GTIDs "
                        + (found.isEmpty() ? "(none)" : found)
                        + " at byte " + position.offset() + ", the checkpoint was made behind " + position.proof()
                        + ": the source was reset (RESET MASTER), restored from a backup, or is another server");
    }

    /** The last GTID of each domain up to a place of MariaDB's log; the server reads the file up to there. */
    private static String gtidsAt(Connection connection, String file, long offset) throws SQLException {
        String place = "BINLOG_GTID_POS(" + MySqlLiterals.quoted(file) + ", " + offset + ")";
        return MariaDbGtids.parse(value(connection, "SELECT " + place)).toString();
    }

    private static Optional<String> gapInTransactions(Connection connection, String gtids) throws SQLException {
        if (!variable(connection, "gtid_mode").equals("ON")) {
            return Optional.of("the checkpoint counts transactions by GTID, but gtid_mode is now "
                    + variable(connection, "gtid_mode"));
        }
        String executed = variable(connection, "gtid_executed");
        if (!GtidSet.parse(executed).contains(GtidSet.parse(gtids))) {
            return Optional.of("the checkpoint has transactions that the source does not have: it was reset, restored"
                    + " from a backup, or is another server");
        }
        String purged = variable(connection, "gtid_purged");
        return GtidSet.parse(gtids).contains(GtidSet.parse(purged))
                ? Optional.empty()
                : Optional.of("the source has purged binlog files with transactions that come after the checkpoint");
    }
}
