package io.replicator.app.config;

import io.replicator.tls.ClientTls;
import io.replicator.tls.ClientTls.Mode;
import java.nio.file.Path;
import java.util.List;

/** The section that says how the way to a database is encrypted. */
final class TlsSection {
    private static final Key<Mode> MODE = Key.required(
            "mode",
            new ChoiceValue<>(Mode.class),
            "`required`: encrypted, whoever is at the other end; `verify_ca`: with a certificate of an authority in `ca`;"
                    + " `verify_full`: one that was issued for the host of `url`, too.");
    private static final Key<Path> CA = Key.optional(
            "ca", new PathValue(), "nobody is verified", "PEM file: the authorities to trust; needed to verify.");
    private static final Key<Path> CERTIFICATE = Key.optional(
            "certificate",
            new PathValue(),
            "none is shown",
            "PEM file: our certificate, for servers that ask for one.");
    private static final Key<Path> KEY =
            Key.optional("key", new PathValue(), "none", "PEM file: its private key, PKCS #8, unencrypted.");
    static final Section<ClientTls> SECTION =
            new Section<>("Encrypts the connections.", List.of(MODE, CA, CERTIFICATE, KEY), TlsSection::build);

    private TlsSection() {}

    private static ClientTls build(Given given) {
        if (given.get(MODE) != Mode.REQUIRED && given.find(CA).isEmpty()) {
            throw new InvalidSetting("ca", "missing; expected the file of those to trust, since mode verifies");
        }
        if (given.find(CERTIFICATE).isPresent() != given.find(KEY).isPresent()) {
            String missing = given.find(KEY).isPresent() ? "certificate" : "key";
            throw new InvalidSetting(missing, "missing; certificate and key belong together");
        }
        return new ClientTls(given.get(MODE), given.find(CA), given.find(CERTIFICATE), given.find(KEY));
    }
}
