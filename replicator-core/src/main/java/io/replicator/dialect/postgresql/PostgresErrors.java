package io.replicator.dialect.postgresql;

import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;

/** SQLSTATE to kind; see the appendix "PostgreSQL Error Codes" of its manual. */
final class PostgresErrors {
    private PostgresErrors() {}

    /** @param doing what failed, such as {@code reading the slot's state} */
    static ReplicationException explain(String doing, SQLException failure) {
        return new ReplicationException(
                classify(failure), "PostgreSQL: " + doing + " failed: " + failure.getMessage(), failure);
    }

    static ErrorKind classify(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null || state.length() < 2) {
            return ErrorKind.CONNECTION;
        }
        if (lacksPartition(failure)) {
            return ErrorKind.CONFLICT;
        }
        return switch (state) {
            case "28000", "28P01" -> ErrorKind.AUTHENTICATION;
            case "42501" -> ErrorKind.PRIVILEGE;
            case "3D000" -> ErrorKind.CONFIGURATION;
            case "40001", "40P01", "55006", "55P03" -> ErrorKind.CONFLICT;
            case "25006", "53100" -> ErrorKind.TARGET_UNAVAILABLE;
            case "23505", "23503", "23514", "23502", "23P01" -> ErrorKind.DIVERGED;
            case "42P01", "42703", "42804", "42P10" -> ErrorKind.SCHEMA_MISMATCH;
            default -> classifyClass(state.substring(0, 2));
        };
    }

    /** The next attempt makes the partitions that the source has got. */
    private static boolean lacksPartition(SQLException failure) {
        return failure instanceof PSQLException refused
                && refused.getServerErrorMessage() != null
                && "ExecFindPartition".equals(refused.getServerErrorMessage().getRoutine());
    }

    private static ErrorKind classifyClass(String stateClass) {
        return switch (stateClass) {
            case "08", "57" -> ErrorKind.CONNECTION;
            case "53", "58" -> ErrorKind.TARGET_UNAVAILABLE;
            case "22" -> ErrorKind.VALUE;
            case "28" -> ErrorKind.AUTHENTICATION;
            default -> ErrorKind.INTERNAL;
        };
    }
}
