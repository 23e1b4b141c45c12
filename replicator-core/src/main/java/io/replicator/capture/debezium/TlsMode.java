package io.replicator.capture.debezium;

/** How a connection to the source is encrypted. */
public enum TlsMode {
    DISABLED,
    /** If the server can. */
    PREFERRED,
    REQUIRED,
    /** With a certificate of a trusted authority. */
    VERIFY_CA,
    /** With a certificate of a trusted authority, issued for the host. */
    VERIFY_IDENTITY
}
