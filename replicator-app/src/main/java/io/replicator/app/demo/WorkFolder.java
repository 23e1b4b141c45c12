package io.replicator.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The demo's temporary folder: servers, configuration, password, log. */
record WorkFolder(Path path) implements AutoCloseable {
    static WorkFolder create() {
        try {
            return new WorkFolder(Files.createTempDirectory("replicator-demo-"));
        } catch (IOException e) {
            throw DemoFailure.because("Cannot create a temporary folder: " + e.getMessage(), e);
        }
    }

    /** Writes a file that only this user may read. */
    Path write(String name, String text) {
        try {
            Path file = path.resolve(name);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw DemoFailure.because("Cannot write " + path.resolve(name) + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(path)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
