package io.replicator.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * MariaDB 11.4 from Maven Central, without installation and without root. The binary log is on and in row format; the
 * administrator is {@code root} from any host.
 */
public final class EmbeddedMariaDb {

    private static final String USER = "root";
    private static final String PASSWORD = "testkit";
    // The accounts of single hosts that a fresh directory has would win over the one from any host.
    private static final String ADMINISTRATOR = """
            DELETE FROM mysql.global_priv WHERE host <> 'localhost' OR user = '';
            FLUSH PRIVILEGES;
            CREATE USER 'root'@'%' IDENTIFIED BY 'testkit';
            GRANT ALL PRIVILEGES ON *.* TO 'root'@'%' WITH GRANT OPTION;
            """;

    private EmbeddedMariaDb() {}

    public static DatabaseServer start() {
        return start(ServerOptions.defaults());
    }

    public static DatabaseServer start(ServerOptions options) {
        Path directory = ServerDirectory.create(Engine.MARIADB, options);
        ServerCache cache = ServerCache.ofUser();
        ServerArchive archive = ServerArchive.mariaDb();
        Path installation = archive.install(cache, options.progress());
        Map<String, String> libraries =
                new SharedLibraries(cache, options.progress()).environmentFor(installation.resolve("bin/mariadbd"));
        Path template = cache.entry(
                archive.templateName(ADMINISTRATOR),
                entry -> initialise(installation, libraries, entry, options.progress()));
        Directories.copy(template.resolve("data"), directory.resolve("data"));

        int port = FreePort.find();
        Map<String, String> environment = new LinkedHashMap<>(libraries);
        environment.put("TZ", options.hasNamedTimeZone() ? options.timeZone() : "UTC");
        ServerCommand command =
                new ServerCommand(commandLine(installation, directory, port, options), environment, "TERM", "KILL");
        return EmbeddedServer.started(
                Engine.MARIADB, new EmbeddedServer.Account(USER, PASSWORD, driverOptions()), port, directory, command);
    }

    private static void initialise(Path installation, Map<String, String> libraries, Path entry, Progress progress)
            throws IOException {
        progress.report("preparing an empty MariaDB data directory");
        Path script = Files.writeString(entry.resolve("administrator.sql"), ADMINISTRATOR);
        List<String> command = new ArrayList<>(List.of(
                "sh",
                installation.resolve("scripts/mariadb-install-db").toString(),
                "--no-defaults",
                "--basedir=" + installation,
                "--datadir=" + entry.resolve("data"),
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--extra-file=" + script));
        if (UnprivilegedUser.isRoot()) {
            command.add("--user=root");
        }
        Command.Result result = Command.run(entry, libraries, command);
        if (!result.succeeded()) {
            throw new TestkitException("MariaDB cannot prepare its data directory. It said:\n" + result.output());
        }
    }

    private static List<String> commandLine(Path installation, Path directory, int port, ServerOptions options) {
        List<String> command = new ArrayList<>(List.of(
                installation.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + installation,
                "--datadir=" + directory.resolve("data"),
                "--lc-messages-dir=" + installation.resolve("share")));
        if (UnprivilegedUser.isRoot()) {
            command.add("--user=root");
        }
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("port", Integer.toString(port));
        settings.put("bind_address", "127.0.0.1");
        settings.put("socket", directory.resolve("socket").toString());
        settings.put("pid_file", directory.resolve("mariadbd.pid").toString());
        settings.put("skip_name_resolve", "ON");
        settings.put("server_id", Integer.toString(port));
        settings.put("log_bin", "binlog");
        settings.put("binlog_format", "ROW");
        settings.put("binlog_row_image", "FULL");
        // Since 11.4 events carry no position unless asked to, and a reader of the log could not resume.
        settings.put("binlog_legacy_event_pos", "ON");
        settings.put("gtid_strict_mode", "ON");
        // With it the server makes an RSA key at each start, which takes from five seconds to minutes.
        settings.put("ssl", "OFF");
        settings.put("local_infile", "ON");
        settings.put("max_allowed_packet", "256M");
        settings.put("innodb_buffer_pool_size", "256M");
        settings.put("innodb_log_file_size", "512M");
        settings.put("innodb_flush_log_at_trx_commit", options.durable() ? "1" : "2");
        settings.put("sync_binlog", options.durable() ? "1" : "0");
        if (!options.hasNamedTimeZone()) {
            settings.put("default_time_zone", options.timeZone());
        }
        options.over(settings).forEach((name, value) -> command.add("--" + name + "=" + value));
        return command;
    }

    private static Properties driverOptions() {
        Properties options = new Properties();
        options.setProperty("sslMode", "disable");
        options.setProperty("allowMultiQueries", "true");
        options.setProperty("allowLocalInfile", "true");
        return options;
    }
}
