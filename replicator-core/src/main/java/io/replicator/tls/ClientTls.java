package io.replicator.tls;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the way to a server is encrypted, whom we trust and who we are; all files in PEM form.
 *
 * @param ca the authorities that the server's certificate must be of, with a verifying mode
 * @param certificate ours, with those between it and its authority
 */
public record ClientTls(Mode mode, Optional<Path> ca, Optional<Path> certificate, Optional<Path> key) {
    public enum Mode {
        /** Encrypted, but nothing is known of who is at the other end. */
        REQUIRED,
        /** With a certificate of a trusted authority. */
        VERIFY_CA,
        /** With a certificate of a trusted authority, issued for the host. */
        VERIFY_FULL
    }

    public ClientTls {
        if (mode != Mode.REQUIRED && ca.isEmpty()) {
            throw new IllegalArgumentException("nobody is trusted");
        }
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException("a certificate and its key belong together");
        }
    }
}
