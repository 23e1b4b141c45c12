package io.replicator.dialect.postgresql;

import io.replicator.change.TableId;
import io.replicator.dialect.postgresql.expression.PostgresExpressions;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;

/** How PostgreSQL spells identifiers and literals. Identifiers are always quoted, so case and reserved words are kept. */
final class PostgresNames {
    /** PostgreSQL cuts longer names (NAMEDATALEN - 1). */
    static final int MAXIMUM_BYTES = 63;

    private PostgresNames() {}

    static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    static String qualified(TableId table) {
        return qualified(table.schema(), table.name());
    }

    static String qualified(String schema, String name) {
        return quote(schema) + "." + quote(name);
    }

    static String quoted(Collection<String> identifiers) {
        return identifiers.stream().map(PostgresNames::quote).collect(Collectors.joining(", "));
    }

    static String literal(String text) {
        return PostgresExpressions.literal(text);
    }

    static boolean fits(String identifier) {
        return bytes(identifier) <= MAXIMUM_BYTES;
    }

    /** The name itself if it fits, else its beginning and a hash of the whole. */
    static String shortened(String identifier) {
        if (fits(identifier)) {
            return identifier;
        }
        String hash = String.format("_%08x", identifier.hashCode());
        int end = identifier.length();
        while (bytes(identifier.substring(0, end)) + hash.length() > MAXIMUM_BYTES) {
            end = identifier.offsetByCodePoints(end, -1);
        }
        return identifier.substring(0, end) + hash;
    }

    private static int bytes(String identifier) {
        return identifier.getBytes(StandardCharsets.UTF_8).length;
    }
}
