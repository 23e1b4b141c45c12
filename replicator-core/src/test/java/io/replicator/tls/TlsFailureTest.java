package io.replicator.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TlsFailureTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection to localhost:5432 refused. Check that the hostname and port are correct and that the"
                        + " postmaster is accepting TCP/IP connections.",
                "Communications link failure",
                "FATAL: password authentication failed for user \"writer\"",
                "db.example.org: Name or service not known"
            })
    void serversThatAreDownOrRefuseAreNoMatterOfEncryption(String message) {
        assertThat(TlsFailure.explain(new SQLException(message, new ConnectException("Connection refused"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The hostname db could not be verified by hostnameverifier PgjdbcHostnameVerifier.",
                "Server identity verification failed.",
                "No subject alternative names matching IP address 127.0.0.1 found"
            })
    void certificateForAnotherHostIsNamed(String message) {
        assertThat(TlsFailure.explain(new SQLException("no connection", new CertificateException(message))))
                .hasValueSatisfying(why -> assertThat(why).contains("not issued for this host name"));
    }

    @Test
    void unknownAuthorityIsNamed() {
        SSLHandshakeException handshake = new SSLHandshakeException("PKIX path building failed");
        handshake.initCause(new CertificateException("unable to find valid certification path"));

        assertThat(TlsFailure.explain(new SQLException("no connection", handshake)))
                .hasValueSatisfying(why -> assertThat(why).contains("not of an authority in tls.ca"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"The server does not support SSL.", "SSL Connection required, but not provided by server."})
    void serverWithoutEncryptionIsNamed(String message) {
        assertThat(TlsFailure.explain(new SQLException(message)))
                .hasValueSatisfying(why -> assertThat(why).contains("does not offer encryption"));
    }
}
