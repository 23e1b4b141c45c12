package io.replicator.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ConfigurationReferenceTest {
    private static final Path FILE = Path.of("..", "docs", "configuration.md");

    @Test
    void documentSaysWhatTheCodeReads() throws IOException {
        if (Boolean.getBoolean("replicator.rewrite-docs")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, ConfigurationReference.text());
        }

        assertThat(Files.readString(FILE))
                .as("run this test with -Dreplicator.rewrite-docs=true")
                .isEqualTo(ConfigurationReference.text());
    }
}
