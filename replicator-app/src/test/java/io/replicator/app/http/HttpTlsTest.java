package io.replicator.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.replicator.app.config.HttpSettings;
import io.replicator.app.config.HttpTlsSettings;
import io.replicator.app.crash.TestAuthority;
import io.replicator.app.crash.TestAuthority.Issued;
import io.replicator.app.status.DaemonClient;
import io.replicator.error.ReplicationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HttpTlsTest {
    @TempDir
    private static Path folder;

    private static TestAuthority authority;
    private static HttpTlsSettings own;
    private static HttpTlsSettings other;

    @BeforeAll
    static void issueCertificates() throws Exception {
        authority = TestAuthority.create(folder, "authority");
        own = settings(authority.issue("replicator", "dns:replicator.example"));
        other = settings(TestAuthority.create(folder, "stranger").issue("other", "dns:replicator.example"));
    }

    private static HttpTlsSettings settings(Issued issued) {
        return new HttpTlsSettings(issued.certificate(), issued.key(), Optional.empty());
    }

    @Test
    void statusCommandTrustsTheDaemonsOwnCertificateAndNoOther() throws Exception {
        try (TestEndpoint endpoint = TestEndpoint.encrypted(own)) {
            assertThat(new DaemonClient(endpoint.settings).status()).isPresent();
            assertThat(client(endpoint, other).status()).isEmpty();
        }
    }

    @Test
    void plainHttpIsNotAnswered() {
        try (TestEndpoint endpoint = TestEndpoint.encrypted(own)) {
            assertThatThrownBy(() -> endpoint.get("/api/v1/status")).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void onlyClientsOfTheAuthorityAreLetInWhereOneIsNamed() throws Exception {
        HttpTlsSettings guarded =
                new HttpTlsSettings(own.certificate(), own.key(), Optional.of(authority.certificate()));
        HttpTlsSettings strangers =
                new HttpTlsSettings(own.certificate(), own.key(), Optional.of(folder.resolve("stranger.pem")));
        try (TestEndpoint endpoint = TestEndpoint.encrypted(guarded);
                TestEndpoint closed = TestEndpoint.encrypted(strangers)) {
            assertThat(new DaemonClient(endpoint.settings).status()).isPresent();
            assertThat(new DaemonClient(closed.settings).status()).isEmpty();
        }
    }

    @Test
    void clientsThatNeverShakeHandsKeepNobodyWaiting() throws Exception {
        List<Socket> silent = new ArrayList<>();
        try (TestEndpoint endpoint = TestEndpoint.encrypted(own)) {
            for (int i = 0; i < 100; i++) {
                silent.add(new Socket(InetAddress.getLoopbackAddress(), endpoint.port()));
            }
            assertThat(new DaemonClient(endpoint.settings).status()).isPresent();
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void unusableFilesAreNamed() throws IOException {
        HttpTlsSettings swapped = new HttpTlsSettings(own.key(), own.certificate(), Optional.empty());

        assertThatThrownBy(() -> TestEndpoint.encrypted(swapped))
                .isInstanceOf(ReplicationException.class)
                .hasMessageContaining("replicator.key")
                .hasMessageContaining("not usable");
    }

    private static DaemonClient client(TestEndpoint endpoint, HttpTlsSettings tls) {
        return new DaemonClient(new HttpSettings("127.0.0.1", endpoint.port(), Optional.empty(), Optional.of(tls)));
    }
}
