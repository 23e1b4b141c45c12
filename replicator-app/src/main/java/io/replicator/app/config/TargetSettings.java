package io.replicator.app.config;

import io.replicator.dialect.Endpoint;
import io.replicator.pipeline.plan.Names;
import io.replicator.tls.ClientTls;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The database to copy to.
 *
 * @param password asked at each connection
 * @param schema PostgreSQL only: where the tables go
 */
public record TargetSettings(
        DatabaseUrl url,
        String user,
        Supplier<String> password,
        Map<String, String> properties,
        Optional<ClientTls> tls,
        String schema,
        Names names) {
    static final Key<String> SCHEMA = Key.defaulted(
            "schema",
            TextValue.of("[^\\x00]{1,63}", "the name of a schema"),
            "public",
            "PostgreSQL only: the schema that the tables arrive in.");
    static final Key<Names> NAMES = Key.defaulted(
            "names",
            new ChoiceValue<>(Names.class),
            "preserve",
            "Names of tables and columns on the target: as they are, in lower case, or `bookingId` as `booking_id`.");
    static final Section<TargetSettings> SECTION = new Section<>(
            "The database to copy to.",
            List.of(Login.URL, Login.USER, Login.PASSWORD, Login.PROPERTIES, Login.TLS, SCHEMA, NAMES),
            given -> new TargetSettings(
                    given.get(Login.URL),
                    given.get(Login.USER),
                    given.get(Login.PASSWORD),
                    given.get(Login.PROPERTIES),
                    given.find(Login.TLS),
                    given.get(SCHEMA),
                    given.get(NAMES)));

    public TargetSettings {
        properties = Map.copyOf(properties);
        Login.requireOneWayToEncrypt(url, properties, tls);
    }

    public Endpoint endpoint() {
        return new Endpoint(url.text(), user, password, properties, tls);
    }

    @Override
    public String toString() {
        return url + " as " + user + ", schema " + schema + ", names " + names;
    }
}
