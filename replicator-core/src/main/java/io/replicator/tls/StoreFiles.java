package io.replicator.tls;

import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * PEM files as PKCS #12 files, for drivers that read nothing else. They are written anew when a PEM file has changed,
 * are readable only by this user, and go with the process. Any thread.
 *
 * @param trust the authorities
 * @param identity our certificate and key
 */
public record StoreFiles(Optional<Path> trust, Optional<Path> identity) {
    /** The alias by which every driver finds the key. */
    static final String ALIAS = "user";

    private static final String PASSWORD = HexFormat.of().formatHex(SecureRandom.getSeed(16));
    private static final Map<String, Path> WRITTEN = new ConcurrentHashMap<>();

    public static StoreFiles of(ClientTls tls) {
        return new StoreFiles(
                tls.ca().map(ca -> file(stamp(ca), PemStores.trusting(ca))),
                tls.certificate()
                        .map(certificate -> identity(certificate, tls.key().orElseThrow())));
    }

    /** Of both files; made up by this process. */
    public static String password() {
        return PASSWORD;
    }

    private static Path identity(Path certificate, Path key) {
        return file(stamp(certificate) + stamp(key), PemStores.identity(certificate, key, PASSWORD.toCharArray()));
    }

    private static String stamp(Path file) {
        try {
            return file.toAbsolutePath() + "@" + Files.getLastModifiedTime(file) + "\n";
        } catch (IOException e) {
            return file + "\n";
        }
    }

    private static Path file(String stamp, KeyStore store) {
        return WRITTEN.computeIfAbsent(stamp, changed -> write(store));
    }

    private static Path write(KeyStore store) {
        try {
            Path file = Files.createTempFile("replicator-", ".p12");
            file.toFile().deleteOnExit();
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, PASSWORD.toCharArray());
            }
            return file;
        } catch (IOException | GeneralSecurityException e) {
            throw new ReplicationException(
                    ErrorKind.CONFIGURATION,
                    "A key store cannot be written to the temporary folder: " + e.getMessage(),
                    e);
        }
    }
}
