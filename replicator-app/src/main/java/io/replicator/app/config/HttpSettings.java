package io.replicator.app.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where metrics, health, status page and API are served.
 *
 * @param token that changes need, asked at each of them; without one there are no changes
 */
public record HttpSettings(String host, int port, Optional<Supplier<String>> token, Optional<HttpTlsSettings> tls) {
    private static final int LEAST_TOKEN_CHARACTERS = 16;

    static final Key<String> HOST = Key.defaulted(
            "host",
            TextValue.of("[A-Za-z0-9.:_-]+", "a host name or an address"),
            "127.0.0.1",
            "Address to listen on; `0.0.0.0` for all. Reading needs no token: keep it private.");
    static final Key<Long> PORT = Key.defaulted(
            "port",
            new NumberValue(0, 65535),
            "8080",
            "Port for the status page, `/api/v1`, `/metrics`, `/health/live` and `/health/ready`; `0` switches HTTP off.");
    static final Key<Supplier<String>> TOKEN = Key.optional(
            "token",
            new SecretValue(),
            "no changes",
            "What changing calls of `/api/v1` must show as bearer token, 16 characters at least; without it they are off.");
    static final Key<HttpTlsSettings> TLS =
            Key.optional("tls", HttpTlsSettings.SECTION, "plain HTTP", HttpTlsSettings.SECTION.meaning());
    static final Section<HttpSettings> SECTION = new Section<>(
            "What the daemon tells monitors, browsers and `replicator status`.",
            List.of(HOST, PORT, TOKEN, TLS),
            given -> new HttpSettings(given.get(HOST), given.get(PORT).intValue(), given.find(TOKEN), given.find(TLS)));

    public HttpSettings {
        if (token.isPresent() && token.get().get().length() < LEAST_TOKEN_CHARACTERS) {
            throw new InvalidSetting(
                    "token", "is too easy to guess; expected at least " + LEAST_TOKEN_CHARACTERS + " characters");
        }
    }

    public HttpSettings(String host, int port) {
        this(host, port, Optional.empty(), Optional.empty());
    }

    public boolean isOn() {
        return port != 0;
    }

    public String scheme() {
        return tls.isPresent() ? "https" : "http";
    }
}
