package io.replicator.capture.debezium;

/** Where the source is and who we are there. */
public record SourceConnection(String host, int port, String user, String password, TlsMode tls) {

    /** Without the password. */
    @Override
    public String toString() {
        return user + "@" + host + ":" + port + " (TLS " + tls + ")";
    }
}
