package io.replicator.dialect.postgresql;

import io.replicator.error.ReplicationException;
import io.replicator.typemapping.TableMapping;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Says which column of a bulk load the server refused and why, without the value that its message quotes. */
final class RefusedRows {
    /** As in {@code COPY orders, line 3, column price: "abc"}. */
    private static final Pattern COLUMN = Pattern.compile("^COPY .*?, line \\d+, column (.+?)(?:: |$)", Pattern.DOTALL);

    private static final Pattern QUOTED = Pattern.compile("\".*\"", Pattern.DOTALL);

    private RefusedRows() {}

    /**
     * @return never; the type is for the compiler
     * @throws SQLException the failure itself, if it is not about rows
     */
    static ReplicationException explain(TableMapping mapping, SQLException failure) throws SQLException {
        String state = failure.getSQLState();
        boolean aboutRows = state != null && (state.startsWith("22") || state.startsWith("23"));
        if (!aboutRows || !(failure instanceof PSQLException refusal) || refusal.getServerErrorMessage() == null) {
            throw failure;
        }
        ServerErrorMessage message = refusal.getServerErrorMessage();
        // No cause: its message holds the value.
        return new ReplicationException(
                PostgresErrors.classify(failure),
                "PostgreSQL refused rows of " + mapping.source().id() + place(message) + ": " + reason(message)
                        + " (SQLSTATE " + state + ")");
    }

    private static String place(ServerErrorMessage message) {
        String column = message.getColumn();
        if (column == null && message.getWhere() != null) {
            Matcher where = COLUMN.matcher(message.getWhere());
            column = where.find() ? where.group(1) : null;
        }
        return column == null ? "" : ", column " + column;
    }

    private static String reason(ServerErrorMessage message) {
        String text = message.getMessage() == null ? "" : message.getMessage();
        String constraint = message.getConstraint();
        return QUOTED.matcher(text).replaceAll(constraint == null ? "..." : Matcher.quoteReplacement(constraint));
    }
}
