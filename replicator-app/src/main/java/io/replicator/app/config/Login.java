package io.replicator.app.config;

import io.replicator.tls.ClientTls;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The keys that source and target have in common. */
final class Login {
    static final Key<DatabaseUrl> URL =
            Key.required("url", new UrlValue(), "JDBC URL of the database. User and password are refused here.");
    static final Key<String> USER =
            Key.required("user", TextValue.notEmpty("the name of a user"), "User to log in as.");
    static final Key<Supplier<String>> PASSWORD = Key.required(
            "password",
            new SecretValue(),
            "Password of the user. References are resolved at each connection, so a changed file counts at once.");
    static final Key<Map<String, String>> PROPERTIES =
            Key.defaulted("properties", new PropertiesValue(), "{}", "Further properties of the JDBC driver.");

    static final Key<ClientTls> TLS = Key.optional("tls", TlsSection.SECTION, "as URL and properties say", "");

    private static final Pattern ENCRYPTION = Pattern.compile("(?i)([?&](\\w*ssl\\w*|\\w*KeyStore\\w*)=)");

    private Login() {}

    static void requireOneWayToEncrypt(DatabaseUrl url, Map<String, String> properties, Optional<ClientTls> tls) {
        boolean inUrl = ENCRYPTION.matcher(url.text()).find();
        boolean inProperties = properties.keySet().stream()
                .anyMatch(name -> ENCRYPTION.matcher("?" + name + "=").find());
        if (tls.isPresent() && (inUrl || inProperties)) {
            throw new InvalidSetting(
                    "tls", "does not go together with the driver's own settings for it in url or properties; keep one");
        }
    }
}
