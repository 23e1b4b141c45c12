package io.replicator.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * PostgreSQL from Maven Central, without installation and without root. Logical decoding is on; the administrator
 * is the superuser {@code postgres}. Each server has its own system identifier. The system property
 * {@code replicator.embedded.postgresql} makes it another version, from 13 on, such as {@code 13.23.0}.
 */
public final class EmbeddedPostgreSql {

    private static final String USER = "postgres";
    private static final String PASSWORD = "testkit";

    /** The first version in which upper and lower case do not depend on the operating system. */
    private static final int BUILTIN_LOCALES = 17;

    private EmbeddedPostgreSql() {}

    public static DatabaseServer start() {
        return start(ServerOptions.defaults());
    }

    public static DatabaseServer start(ServerOptions options) {
        Path directory = ServerDirectory.create(Engine.POSTGRESQL, options);
        Path cached = ServerArchive.postgreSql().install(ServerCache.ofUser(), options.progress());
        UnprivilegedUser user = UnprivilegedUser.choose();
        Path installation = user.handOver(cached, directory);
        initialise(installation, directory, user);

        int port = FreePort.find();
        ServerCommand command = new ServerCommand(
                commandLine(installation, directory, port, user, options), Map.of("TZ", "UTC"), "INT", "QUIT");
        return EmbeddedServer.started(
                Engine.POSTGRESQL,
                new EmbeddedServer.Account(USER, PASSWORD, driverOptions()),
                port,
                directory,
                command);
    }

    private static void initialise(Path installation, Path directory, UnprivilegedUser user) {
        List<String> command = new ArrayList<>(user.prefix());
        command.addAll(List.of(
                installation.resolve("bin/initdb").toString(),
                "--pgdata=" + directory.resolve("data"),
                "--username=" + USER,
                "--pwfile=" + passwordFile(directory),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync"));
        if (major() >= BUILTIN_LOCALES) {
            command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        }
        Command.Result result = Command.run(directory, Map.of("TZ", "UTC"), command);
        if (!result.succeeded()) {
            Directories.delete(directory);
            throw new TestkitException("PostgreSQL cannot prepare its data directory. It said:\n" + result.output());
        }
    }

    private static int major() {
        String version = ServerArchive.version("postgresql");
        return Integer.parseInt(version.substring(0, version.indexOf('.')));
    }

    private static Path passwordFile(Path directory) {
        try {
            return Files.writeString(directory.resolve("password"), PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write into " + directory, e);
        }
    }

    private static List<String> commandLine(
            Path installation, Path directory, int port, UnprivilegedUser user, ServerOptions options) {
        List<String> command = new ArrayList<>(user.prefix());
        command.add(installation.resolve("bin/postgres").toString());
        command.add("-D");
        command.add(directory.resolve("data").toString());
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("port", Integer.toString(port));
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("unix_socket_directories", directory.toString());
        settings.put("max_connections", "100");
        settings.put("wal_level", "logical");
        settings.put("max_wal_senders", "20");
        settings.put("max_replication_slots", "200");
        settings.put("max_wal_size", "2GB");
        settings.put("timezone", options.timeZone());
        // Not in /dev/shm: that is small in containers, and a killed server would leave its segments there.
        settings.put("dynamic_shared_memory_type", "mmap");
        settings.put("fsync", options.durable() ? "on" : "off");
        options.over(settings).forEach((name, value) -> {
            command.add("-c");
            command.add(name + "=" + value);
        });
        return command;
    }

    private static Properties driverOptions() {
        Properties options = new Properties();
        options.setProperty("sslmode", "disable");
        options.setProperty("reWriteBatchedInserts", "true");
        return options;
    }
}
