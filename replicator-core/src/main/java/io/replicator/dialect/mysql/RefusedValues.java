package io.replicator.dialect.mysql;

import java.sql.SQLException;
import java.util.regex.Pattern;

/** Takes the values of rows out of the server's messages, which quote them. */
final class RefusedValues {
    private static final Pattern QUOTED =
            Pattern.compile("(entry|value:?|row:) '.*'(?= for (key|column|function))", Pattern.DOTALL);

    private RefusedValues() {}

    /** The same failure without values, and without a cause, whose message would hold them. */
    static SQLException hidden(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        String plain = QUOTED.matcher(message).replaceAll("$1 ...");
        return plain.equals(message) ? failure : new SQLException(plain, failure.getSQLState(), failure.getErrorCode());
    }
}
