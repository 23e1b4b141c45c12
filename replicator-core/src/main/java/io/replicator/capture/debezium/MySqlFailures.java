package io.replicator.capture.debezium;

import com.github.shyiko.mysql.binlog.network.AuthenticationException;
import com.github.shyiko.mysql.binlog.network.ServerException;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Finds the kind of a failure by its causes. Codes: "Server Error Message Reference" of MySQL. */
final class MySqlFailures {
    private static final int BINLOG_FATAL = 1236;
    private static final Set<Integer> WRONG_ACCOUNT = Set.of(1045, 1698, 1862, 3118);
    private static final Set<Integer> MISSING_PRIVILEGE = Set.of(1044, 1142, 1143, 1227, 1290, 1370);
    private static final Set<Integer> GOING_DOWN = Set.of(1040, 1053, 1077, 1078, 1079, 1080, 1152, 1184, 1203, 3169);

    private final String server;

    /** @param server names it to the operator */
    MySqlFailures(String server) {
        this.server = server;
    }

    ReplicationException explain(Throwable failure) {
        List<Throwable> causes = causesOf(failure);
        for (Throwable cause : causes) {
            if (cause instanceof ReplicationException known) {
                return known;
            }
        }
        Throwable decisive = failure;
        ErrorKind kind = ErrorKind.CAPTURE;
        for (int i = causes.size() - 1; i >= 0; i--) {
            ErrorKind found = kindOf(causes.get(i));
            if (found != null) {
                decisive = causes.get(i);
                kind = found;
                break;
            }
        }
        return new ReplicationException(kind, what(kind) + server + ": " + text(decisive), failure);
    }

    private static List<Throwable> causesOf(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    private static @Nullable ErrorKind kindOf(Throwable cause) {
        if (cause instanceof AuthenticationException) {
            return ErrorKind.AUTHENTICATION;
        }
        if (cause instanceof ServerException exception) {
            return kindOf(exception.getErrorCode(), exception.getSqlState(), String.valueOf(exception.getMessage()));
        }
        if (cause instanceof SQLException exception) {
            return kindOf(exception.getErrorCode(), exception.getSQLState(), String.valueOf(exception.getMessage()));
        }
        return cause instanceof IOException || cause instanceof TimeoutException ? ErrorKind.CONNECTION : null;
    }

    private static @Nullable ErrorKind kindOf(int code, @Nullable String state, String message) {
        if (code == BINLOG_FATAL) {
            return kindOfBinlogFailure(message.toLowerCase(Locale.ROOT));
        }
        if (WRONG_ACCOUNT.contains(code) || "28000".equals(state)) {
            return ErrorKind.AUTHENTICATION;
        }
        if (MISSING_PRIVILEGE.contains(code)) {
            return ErrorKind.PRIVILEGE;
        }
        boolean connection = state != null && state.startsWith("08");
        return connection || GOING_DOWN.contains(code) ? ErrorKind.CONNECTION : null;
    }

    /** The server uses one code for all that may be wrong with a position, and for two replicas with one identity. */
    private static ErrorKind kindOfBinlogFailure(String message) {
        if (message.contains("purged") || message.contains("could not find")) {
            return ErrorKind.POSITION_LOST;
        }
        if (message.contains("impossible position") || message.contains("more gtids")) {
            return ErrorKind.SOURCE_CHANGED;
        }
        return ErrorKind.CAPTURE;
    }

    private static String what(ErrorKind kind) {
        return switch (kind) {
            case CONNECTION -> "no connection to ";
            case AUTHENTICATION -> "login refused by ";
            case PRIVILEGE -> "a privilege is missing at ";
            case POSITION_LOST -> "the binlog after the checkpoint is no longer available at ";
            case SOURCE_CHANGED -> "the checkpoint does not belong to the binlog of ";
            default -> "the change stream broke off at ";
        };
    }

    private static String text(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
