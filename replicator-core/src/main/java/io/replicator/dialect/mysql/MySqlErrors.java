package io.replicator.dialect.mysql;

import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import java.sql.SQLException;

/** What MySQL's error numbers mean for replication. */
final class MySqlErrors {
    static final int NO_SUCH_DATABASE = 1049;
    static final int NO_SUCH_THREAD = 1094;
    static final int LOCK_WAIT_TIMEOUT = 1205;

    private MySqlErrors() {}

    static ErrorKind classify(SQLException failure) {
        ErrorKind kind = byNumber(failure.getErrorCode());
        if (kind != ErrorKind.INTERNAL) {
            return kind;
        }
        String state = failure.getSQLState();
        return state != null && state.startsWith("08") ? ErrorKind.CONNECTION : ErrorKind.INTERNAL;
    }

    /** Numbers as in MySQL's server error reference. */
    private static ErrorKind byNumber(int number) {
        return switch (number) {
            case 1040, 1053, 1077, 1158, 1159, 1160, 1161, 1203, 1226, 1317, 1927, 2006, 2013, 3024, 3168, 3169, 4031 ->
                ErrorKind.CONNECTION;
            case 1045, 1130, 1698, 1820, 1862, 3118, 3878, 3955 -> ErrorKind.AUTHENTICATION;
            case 1044, 1142, 1143, 1227, 1370, 3879 -> ErrorKind.PRIVILEGE;
            case NO_SUCH_DATABASE -> ErrorKind.CONFIGURATION;
            case LOCK_WAIT_TIMEOUT, 1213, 1412, 3572 -> ErrorKind.CONFLICT;
            case 1054, 1146 -> ErrorKind.SCHEMA_CHANGED;
            case 1236 -> ErrorKind.POSITION_LOST;
            default -> ErrorKind.INTERNAL;
        };
    }

    /**
     * The same for a target, where other numbers say that a value does not fit, that the rows are not those of the
     * source, or that the server cannot write for now. 1242 is what an upsert asks for, see {@link MySqlWriterSql}.
     */
    static ErrorKind classifyTarget(SQLException failure) {
        return switch (failure.getErrorCode()) {
            case 1022, 1048, 1062, 1169, 1216, 1217, 1242, 1263, 1364, 1451, 1452, 1557, 1586, 1761, 1762, 3819, 4025 ->
                ErrorKind.DIVERGED;
            case 1264, 1265, 1292, 1366, 1367, 1406, 1411, 1416, 1690, 3140, 3156, 3903 -> ErrorKind.VALUE;
            case 1054, 1146, 1136, 3105, 1906 -> ErrorKind.SCHEMA_MISMATCH;
            case 1021, 1028, 1114, 1290, 1792, 1836, 1041, 1135 -> ErrorKind.TARGET_UNAVAILABLE;
            default -> classify(failure);
        };
    }

    static boolean isPrivilege(SQLException failure) {
        return classify(failure) == ErrorKind.PRIVILEGE;
    }

    /** @param doing what failed, such as {@code reading the position of the binlog} */
    static ReplicationException explain(String doing, SQLException failure) {
        return new ReplicationException(
                classify(failure), "MySQL: " + doing + " failed: " + failure.getMessage(), failure);
    }
}
