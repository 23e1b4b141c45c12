package io.replicator.app.config;

import java.util.Map;
import java.util.function.Supplier;

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
    static final Key<Map<String, String>> PROPERTIES = Key.defaulted(
            "properties", new PropertiesValue(), "{}", "Further properties of the JDBC driver, for example for TLS.");

    private Login() {}
}
