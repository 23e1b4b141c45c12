package io.replicator.dialect.mysql;

import io.replicator.tls.ClientTls;
import io.replicator.tls.StoreFiles;
import java.util.HashMap;
import java.util.Map;

/** Encryption in the words of the driver. Stateless. */
final class MySqlTls {
    private MySqlTls() {}

    static Map<String, String> properties(ClientTls tls) {
        Map<String, String> properties = new HashMap<>();
        properties.put(
                "sslMode",
                switch (tls.mode()) {
                    case REQUIRED -> "REQUIRED";
                    case VERIFY_CA -> "VERIFY_CA";
                    case VERIFY_FULL -> "VERIFY_IDENTITY";
                });
        StoreFiles files = StoreFiles.of(tls);
        files.trust().ifPresent(file -> {
            properties.put("trustCertificateKeyStoreUrl", file.toUri().toString());
            properties.put("trustCertificateKeyStoreType", "PKCS12");
            properties.put("trustCertificateKeyStorePassword", StoreFiles.password());
        });
        files.identity().ifPresent(file -> {
            properties.put("clientCertificateKeyStoreUrl", file.toUri().toString());
            properties.put("clientCertificateKeyStoreType", "PKCS12");
            properties.put("clientCertificateKeyStorePassword", StoreFiles.password());
        });
        return properties;
    }
}
