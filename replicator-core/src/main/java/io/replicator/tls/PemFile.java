package io.replicator.tls;

import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what stands in a PEM file. Every failure names the file, never what is in it. */
final class PemFile {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final Pattern OTHER_KEY = Pattern.compile("-----BEGIN (ENCRYPTED|RSA|EC) PRIVATE KEY-----");

    private final Path file;
    private final byte[] content;

    private PemFile(Path file, byte[] content) {
        this.file = file;
        this.content = content;
    }

    static PemFile read(Path file) {
        try {
            return new PemFile(file, Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw unusable(file, "it does not exist", e);
        } catch (IOException e) {
            throw unusable(file, "it cannot be read by this user", e);
        }
    }

    /** All certificates, at least one. */
    List<X509Certificate> certificates() {
        try {
            List<X509Certificate> found =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(content))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (found.isEmpty()) {
                throw unusable(file, "it holds no certificate", null);
            }
            return found;
        } catch (CertificateException e) {
            throw unusable(file, "it does not hold certificates in PEM form", e);
        }
    }

    PrivateKey privateKey() {
        String text = new String(content, StandardCharsets.US_ASCII);
        if (OTHER_KEY.matcher(text).find()) {
            throw unusable(
                    file, "its key must be unencrypted PKCS #8; convert it with openssl pkcs8 -topk8 -nocrypt", null);
        }
        Matcher key = KEY.matcher(text);
        if (!key.find()) {
            throw unusable(file, "it holds no private key", null);
        }
        return privateKey(Base64.getMimeDecoder().decode(key.group(1)));
    }

    private PrivateKey privateKey(byte[] pkcs8) {
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException notThisOne) {
                // the next one
            } catch (GeneralSecurityException e) {
                throw unusable(file, "this Java cannot read its key", e);
            }
        }
        throw unusable(file, "its private key is neither RSA nor EC nor EdDSA", null);
    }

    private static ReplicationException unusable(Path file, String why, @Nullable Throwable cause) {
        return new ReplicationException(ErrorKind.CONFIGURATION, "The file " + file + " is not usable: " + why, cause);
    }
}
