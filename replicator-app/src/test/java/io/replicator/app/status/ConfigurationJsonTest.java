package io.replicator.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.replicator.app.config.ConfigurationFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationJsonTest {
    @TempDir
    private Path folder;

    @Test
    void everyKeyIsShownAndNoSecret() throws IOException {
        Path file = folder.resolve("replicator.yml");
        Files.writeString(folder.resolve("secret"), "hush-from-a-file");
        Files.writeString(file, """
                name: globetrotter
                source:
                  url: jdbc:mysql://mysql/globetrotter
                  user: reader
                  password: hush-in-plain-text
                  properties: {trustCertificateKeyStorePassword: hush-as-a-property}
                target: {url: 'jdbc:postgresql://pg/globetrotter', user: writer, password: '${file:secret}'}
                http: {token: hush-the-api-token}
                """);

        JsonNode document = ConfigurationJson.of(new ConfigurationFile(file, name -> null).read());

        assertThat(document.toString()).doesNotContain("hush");
        assertThat(document.at("/source/password").asText()).isEqualTo("(hidden)");
        assertThat(document.at("/target/password").asText()).isEqualTo("(hidden)");
        assertThat(document.at("/http/token").asText()).isEqualTo("(hidden)");
        assertThat(document.at("/source/properties/trustCertificateKeyStorePassword")
                        .asText())
                .isEqualTo("(hidden)");
        assertThat(document.at("/source/url").asText()).isEqualTo("jdbc:mysql://mysql/globetrotter");
        assertThat(document.at("/snapshot/readers").isNumber()).isTrue();
    }
}
