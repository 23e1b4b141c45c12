package io.replicator.app.config;

import java.util.List;

/** Where metrics, health and status are served. */
public record HttpSettings(String host, int port) {
    static final Key<String> HOST = Key.defaulted(
            "host",
            TextValue.of("[A-Za-z0-9.:_-]+", "a host name or an address"),
            "127.0.0.1",
            "Address to listen on; `0.0.0.0` for all. There is no authentication: keep it private.");
    static final Key<Long> PORT = Key.defaulted(
            "port",
            new NumberValue(0, 65535),
            "8080",
            "Port for `/metrics`, `/health/live`, `/health/ready` and `/api/v1/status`; `0` switches HTTP off.");
    static final Section<HttpSettings> SECTION = new Section<>(
            "What the daemon tells monitors and `replicator status`.",
            List.of(HOST, PORT),
            given -> new HttpSettings(given.get(HOST), given.get(PORT).intValue()));

    public boolean isOn() {
        return port != 0;
    }
}
