package io.replicator.dialect.postgresql;

import io.replicator.tls.ClientTls;
import io.replicator.tls.StoreFiles;
import java.util.HashMap;
import java.util.Map;

/** Encryption in the words of the driver. Stateless. */
final class PostgresTls {
    private PostgresTls() {}

    static Map<String, String> properties(ClientTls tls) {
        Map<String, String> properties = new HashMap<>();
        properties.put(
                "sslmode",
                switch (tls.mode()) {
                    case REQUIRED -> "require";
                    case VERIFY_CA -> "verify-ca";
                    case VERIFY_FULL -> "verify-full";
                });
        tls.ca().ifPresent(ca -> properties.put("sslrootcert", ca.toString()));
        // The driver wants a key as PKCS #12 or in DER form.
        StoreFiles.of(tls).identity().ifPresent(file -> {
            properties.put("sslkey", file.toString());
            properties.put("sslpassword", StoreFiles.password());
        });
        return properties;
    }
}
