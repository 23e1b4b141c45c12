package io.replicator.dialect;

import java.util.Map;
import java.util.function.Supplier;

/**
 * Where a database is and how to log in.
 *
 * @param jdbcUrl as in the configuration; never contains the password
 * @param password asked at each connection, so that a rotated secret is picked up
 * @param properties further driver properties
 */
public record Endpoint(String jdbcUrl, String user, Supplier<String> password, Map<String, String> properties) {
    public Endpoint {
        properties = Map.copyOf(properties);
    }

    @Override
    public String toString() {
        return jdbcUrl + " as " + user;
    }
}
