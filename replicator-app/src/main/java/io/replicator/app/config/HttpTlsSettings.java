package io.replicator.app.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** With what HTTP is encrypted. @param clientCa whose clients alone are let in, if given */
public record HttpTlsSettings(Path certificate, Path key, Optional<Path> clientCa) {
    static final Key<Path> CERTIFICATE = Key.required(
            "certificate",
            new PathValue(),
            "PEM file: the server's certificate, then those between it and its authority.");
    static final Key<Path> KEY =
            Key.required("key", new PathValue(), "PEM file: its private key, PKCS #8, unencrypted.");
    static final Key<Path> CLIENT_CA = Key.optional(
            "client_ca",
            new PathValue(),
            "any client",
            "PEM file: only clients with a certificate of these authorities are let in. `replicator status` then shows"
                    + " the server's own certificate.");
    static final Section<HttpTlsSettings> SECTION = new Section<>(
            "Encrypts HTTP.",
            List.of(CERTIFICATE, KEY, CLIENT_CA),
            given -> new HttpTlsSettings(given.get(CERTIFICATE), given.get(KEY), given.find(CLIENT_CA)));
}
