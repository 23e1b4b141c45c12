package io.replicator.testkit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Downloads and unpacks packages of Debian and its kin without installing them, in a directory of its own. */
final class AptPackages {

    private final Path directory;
    private String lastOutput = "";

    AptPackages(Path directory) {
        this.directory = directory;
    }

    /** The folder with the files of the package, or nothing if it cannot be had. */
    Optional<Path> unpack(String name) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(name));
        if (!download(name, folder, List.of()) && !downloadWithOwnLists(name, folder)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> packages = Files.newDirectoryStream(folder, "*.deb")) {
            for (Path file : packages) {
                run(folder, List.of("dpkg-deb", "-x", file.toString(), folder.toString()));
            }
        }
        return Optional.of(folder);
    }

    String lastOutput() {
        return lastOutput;
    }

    /** The system's lists of packages may be missing or old, and only root may renew them. */
    private boolean downloadWithOwnLists(String name, Path folder) throws IOException {
        Files.createDirectories(directory.resolve("state/lists/partial"));
        Files.createDirectories(directory.resolve("cache/archives/partial"));
        List<String> own = List.of(
                "-o",
                "Dir::State=" + directory.resolve("state"),
                "-o",
                "Dir::State::status=/var/lib/dpkg/status",
                "-o",
                "Dir::Cache=" + directory.resolve("cache"),
                "-o",
                "APT::Sandbox::User=");
        return aptGet(folder, own, "update") && download(name, folder, own);
    }

    private boolean download(String name, Path folder, List<String> options) {
        return aptGet(folder, options, "download", name);
    }

    private boolean aptGet(Path folder, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(List.of("apt-get", "-q"));
        command.addAll(options);
        command.addAll(List.of(arguments));
        return run(folder, command);
    }

    private boolean run(Path folder, List<String> command) {
        Command.Result result = Command.run(folder, Map.of("DEBIAN_FRONTEND", "noninteractive"), command);
        lastOutput = result.output();
        return result.succeeded();
    }
}
