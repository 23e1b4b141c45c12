package io.replicator.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Makes the directory that one embedded server has for itself. */
final class ServerDirectory {

    private ServerDirectory() {}

    static Path create(Engine engine, ServerOptions options) {
        requireLinuxOnX86();
        try {
            Files.createDirectories(options.parentDirectory());
            String prefix = "replicator-" + engine.title().toLowerCase(Locale.ROOT) + "-";
            return Files.createTempDirectory(options.parentDirectory(), prefix).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a directory in " + options.parentDirectory(), e);
        }
    }

    private static void requireLinuxOnX86() {
        String system = System.getProperty("os.name");
        String processor = System.getProperty("os.arch");
        if (!system.equals("Linux") || !processor.equals("amd64")) {
            throw new TestkitException("embedded servers exist for Linux on x86-64 with glibc, but this is " + system
                    + " on " + processor + ". Use a Docker engine and set " + Servers.CHOICE + "=containers.");
        }
    }
}
