package io.replicator.dialect;

import io.replicator.tls.ClientTls;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a database is and how to log in.
 *
 * @param jdbcUrl as in the configuration; never contains the password
 * @param password asked at each connection, so that a rotated secret is picked up
 * @param properties further driver properties
 * @param tls how to encrypt, if it is not left to URL and properties
 */
public record Endpoint(
        String jdbcUrl,
        String user,
        Supplier<String> password,
        Map<String, String> properties,
        Optional<ClientTls> tls) {
    public Endpoint {
        properties = Map.copyOf(properties);
    }

    public Endpoint(String jdbcUrl, String user, Supplier<String> password, Map<String, String> properties) {
        this(jdbcUrl, user, password, properties, Optional.empty());
    }

    /** The same place with other properties. */
    public Endpoint with(Map<String, String> others) {
        return new Endpoint(jdbcUrl, user, password, others, tls);
    }

    @Override
    public String toString() {
        return jdbcUrl + " as " + user;
    }
}
