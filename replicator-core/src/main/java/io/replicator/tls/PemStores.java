package io.replicator.tls;

import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;

/** Makes the JDK's key stores, in memory, from PEM files. Stateless. */
public final class PemStores {
    private PemStores() {}

    /** Trusts every certificate of the file. */
    public static KeyStore trusting(Path authorities) {
        List<X509Certificate> certificates = certificates(authorities);
        return store(store -> {
            for (int i = 0; i < certificates.size(); i++) {
                store.setCertificateEntry("authority-" + i, certificates.get(i));
            }
        });
    }

    /**
     * Shows who we are.
     *
     * @param certificate ours first, then those between it and its authority
     * @param password to protect the key within the store
     */
    public static KeyStore identity(Path certificate, Path key, char[] password) {
        Certificate[] chain = certificates(certificate).toArray(new Certificate[0]);
        PrivateKey own = PemFile.read(key).privateKey();
        return store(store -> store.setKeyEntry(StoreFiles.ALIAS, own, password, chain));
    }

    public static List<X509Certificate> certificates(Path file) {
        return PemFile.read(file).certificates();
    }

    private interface Filling {
        void fill(KeyStore store) throws GeneralSecurityException;
    }

    private static KeyStore store(Filling filling) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            filling.fill(store);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new ReplicationException(
                    ErrorKind.CONFIGURATION, "Certificates cannot be put into a key store: " + e.getMessage(), e);
        }
    }
}
