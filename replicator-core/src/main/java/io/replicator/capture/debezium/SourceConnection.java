package io.replicator.capture.debezium;

import io.replicator.tls.StoreFiles;
import java.util.Optional;

/** Where the source is and who we are there. @param stores whom we trust and our certificate */
public record SourceConnection(String host, int port, String user, String password, TlsMode tls, StoreFiles stores) {

    public SourceConnection(String host, int port, String user, String password, TlsMode tls) {
        this(host, port, user, password, tls, new StoreFiles(Optional.empty(), Optional.empty()));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user + "@" + host + ":" + port + " (TLS " + tls + ")";
    }
}
