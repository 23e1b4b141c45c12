package io.replicator.app.config;

import io.replicator.app.config.DatabaseUrl.Engine;
import io.replicator.dialect.Endpoint;
import io.replicator.tls.ClientTls;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The database to copy from.
 *
 * @param password asked at each connection
 * @param serverId the id to register as a replica of MySQL or MariaDB with, if chosen
 */
public record SourceSettings(
        DatabaseUrl url,
        String user,
        Supplier<String> password,
        Map<String, String> properties,
        Optional<ClientTls> tls,
        Optional<Long> serverId) {
    static final Key<Long> SERVER_ID = Key.optional(
            "server_id",
            new NumberValue(1, 4_294_967_295L),
            "derived from `name`",
            "MySQL and MariaDB only: the id to read the binlog with; no other replica of the server may have it.");
    static final Section<SourceSettings> SECTION = new Section<>(
            "The database to copy from.",
            List.of(Login.URL, Login.USER, Login.PASSWORD, Login.PROPERTIES, Login.TLS, SERVER_ID),
            given -> new SourceSettings(
                    given.get(Login.URL),
                    given.get(Login.USER),
                    given.get(Login.PASSWORD),
                    given.get(Login.PROPERTIES),
                    given.find(Login.TLS),
                    given.find(SERVER_ID)));

    public SourceSettings {
        properties = Map.copyOf(properties);
        Login.requireOneWayToEncrypt(url, properties, tls);
        if (url.engine() == Engine.POSTGRESQL && serverId.isPresent()) {
            throw new InvalidSetting("server_id", "has no use with a PostgreSQL source; remove it");
        }
    }

    public Endpoint endpoint() {
        return new Endpoint(url.text(), user, password, properties, tls);
    }

    @Override
    public String toString() {
        return url + " as " + user;
    }
}
