package io.replicator.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file of Maven Central. It is fetched by Maven itself, so that the user's settings, mirrors and proxies hold.
 *
 * @param classifier empty for none
 */
record MavenArtifact(String groupId, String artifactId, String version, String type, String classifier) {

    private static final int OUTPUT_SHOWN = 2_000;

    /** The file in the local repository, else a copy that Maven puts into {@code download}. */
    Path file(ServerArchive archive, Path download, Progress progress) {
        Path local = localDirectory().resolve(fileName());
        if (Files.isRegularFile(local)) {
            return local;
        }
        copyByMaven(archive, download, progress);
        Path copy = download.resolve(fileName());
        if (!Files.isRegularFile(copy)) {
            throw new TestkitException("Maven ended well but did not write " + copy);
        }
        return copy;
    }

    private void copyByMaven(ServerArchive archive, Path download, Progress progress) {
        String maven = maven();
        progress.report("downloading " + archive.title() + " (about " + archive.megabytes() + " MB, first use only)");
        List<String> command = List.of(
                maven,
                "--batch-mode",
                "--no-transfer-progress",
                "org.apache.maven.plugins:maven-dependency-plugin:" + ServerArchive.version("maven-dependency-plugin")
                        + ":copy",
                "-Dartifact=" + coordinates(),
                "-DoutputDirectory=" + download);
        Command.Result result = Command.run(
                download.getParent(),
                Map.of("JAVA_HOME", System.getProperty("java.home")),
                command,
                () -> reportSize(archive, progress));
        if (!result.succeeded()) {
            String output = result.output();
            throw new TestkitException("cannot download " + archive.title() + " (" + coordinates() + ") with " + maven
                    + ". Check the network and Maven's settings.xml. Maven said:\n"
                    + output.substring(Math.max(0, output.length() - OUTPUT_SHOWN)));
        }
    }

    /** Maven writes into its local repository first: the size of the folder there shows how far it is. */
    private void reportSize(ServerArchive archive, Progress progress) {
        if (!Files.isDirectory(localDirectory())) {
            return;
        }
        try (Stream<Path> files = Files.list(localDirectory())) {
            long bytes = files.mapToLong(file -> file.toFile().length()).sum();
            progress.report("downloading " + archive.title() + ": " + bytes / 1_048_576 + " of about "
                    + archive.megabytes() + " MB");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + localDirectory(), e);
        }
    }

    /** The wrapper of the installation or of the source tree around, else Maven on the search path. */
    private static String maven() {
        String home = System.getProperty("replicator.home", System.getProperty("user.dir"));
        return Stream.iterate(
                        Optional.of(Path.of(home).toAbsolutePath()),
                        Optional::isPresent,
                        folder -> folder.map(Path::getParent))
                .flatMap(Optional::stream)
                .map(folder -> folder.resolve("mvnw"))
                .filter(Files::isExecutable)
                .findFirst()
                .or(() -> Command.find("mvn"))
                .orElseThrow(() -> new TestkitException("Maven is needed to download the database server, but there is"
                        + " neither mvnw beside " + home + " nor mvn on the PATH. Install Maven."))
                .toString();
    }

    private Path localDirectory() {
        Path repository = Path.of(System.getProperty(
                "maven.repo.local",
                Path.of(System.getProperty("user.home"), ".m2", "repository").toString()));
        return repository.resolve(groupId.replace('.', '/')).resolve(artifactId).resolve(version);
    }

    private String fileName() {
        return artifactId + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + "." + type;
    }

    private String coordinates() {
        return groupId + ":" + artifactId + ":" + version + ":" + type + (classifier.isEmpty() ? "" : ":" + classifier);
    }
}
