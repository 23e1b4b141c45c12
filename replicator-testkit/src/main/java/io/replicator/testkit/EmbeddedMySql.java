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
 * MySQL 8.0 from Maven Central, without installation and without root. The binary log is on, in row format and with
 * GTIDs; the administrator is {@code root} from any host. Each server has its own UUID.
 */
public final class EmbeddedMySql {

    private static final String USER = "root";
    private static final String PASSWORD = "testkit";
    private static final String ADMINISTRATOR = """
            CREATE USER 'root'@'%' IDENTIFIED BY 'testkit';
            GRANT ALL PRIVILEGES ON *.* TO 'root'@'%' WITH GRANT OPTION;
            """;

    private EmbeddedMySql() {}

    public static DatabaseServer start() {
        return start(ServerOptions.defaults());
    }

    public static DatabaseServer start(ServerOptions options) {
        Path directory = ServerDirectory.create(Engine.MYSQL, options);
        ServerCache cache = ServerCache.ofUser();
        ServerArchive archive = ServerArchive.mySql();
        Path installation = archive.install(cache, options.progress());
        Map<String, String> libraries =
                new SharedLibraries(cache, options.progress()).environmentFor(installation.resolve("bin/mysqld"));
        Path template = cache.entry(
                archive.templateName(ADMINISTRATOR),
                entry -> initialise(installation, libraries, entry, options.progress()));
        Directories.copy(template.resolve("data"), directory.resolve("data"));

        int port = FreePort.find();
        ServerCommand command = new ServerCommand(
                commandLine(installation, directory, port, options), environment(libraries, options), "TERM", "KILL");
        return EmbeddedServer.started(
                Engine.MYSQL, new EmbeddedServer.Account(USER, PASSWORD, driverOptions()), port, directory, command);
    }

    /** Makes an empty data directory; it takes seconds, so that each server starts from a copy. */
    private static void initialise(Path installation, Map<String, String> libraries, Path entry, Progress progress)
            throws IOException {
        progress.report("preparing an empty MySQL data directory");
        Path script = Files.writeString(entry.resolve("administrator.sql"), ADMINISTRATOR);
        List<String> command = base(installation, entry.resolve("data"));
        command.addAll(List.of(
                "--initialize-insecure",
                "--init-file=" + script,
                "--innodb-redo-log-capacity=8M",
                "--innodb-flush-method=nosync"));
        Command.Result result = Command.run(entry, libraries, command);
        if (!result.succeeded()) {
            throw new TestkitException("MySQL cannot prepare its data directory. It said:\n" + result.output());
        }
        // Without it each server takes a new UUID at its first start.
        Files.deleteIfExists(entry.resolve("data/auto.cnf"));
    }

    private static List<String> commandLine(Path installation, Path directory, int port, ServerOptions options) {
        List<String> command = base(installation, directory.resolve("data"));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("port", Integer.toString(port));
        settings.put("bind_address", "127.0.0.1");
        settings.put("socket", directory.resolve("socket").toString());
        settings.put("pid_file", directory.resolve("mysqld.pid").toString());
        settings.put("mysqlx", "OFF");
        settings.put("skip_name_resolve", "ON");
        settings.put("server_id", Integer.toString(port));
        settings.put("log_bin", "binlog");
        settings.put("binlog_format", "ROW");
        settings.put("gtid_mode", "ON");
        settings.put("enforce_gtid_consistency", "ON");
        settings.put("local_infile", "ON");
        settings.put("max_allowed_packet", "256M");
        settings.put("innodb_buffer_pool_size", "256M");
        settings.put("innodb_redo_log_capacity", "512M");
        settings.putAll(durability(options.durable()));
        if (!options.hasNamedTimeZone()) {
            settings.put("default_time_zone", options.timeZone());
        }
        options.over(settings).forEach((name, value) -> command.add("--" + name + "=" + value));
        return command;
    }

    /** Without durability every commit still reaches the system's cache, so that it survives {@code kill}. */
    private static Map<String, String> durability(boolean durable) {
        return durable
                ? Map.of("innodb_flush_log_at_trx_commit", "1", "sync_binlog", "1")
                : Map.of(
                        "innodb_flush_log_at_trx_commit", "2",
                        "sync_binlog", "0",
                        "innodb_flush_method", "nosync",
                        "performance_schema", "OFF");
    }

    private static List<String> base(Path installation, Path data) {
        List<String> command = new ArrayList<>(List.of(
                installation.resolve("bin/mysqld").toString(),
                "--no-defaults",
                "--basedir=" + installation,
                "--datadir=" + data,
                "--lc-messages-dir=" + installation.resolve("share")));
        if (UnprivilegedUser.isRoot()) {
            command.add("--user=root");
        }
        return command;
    }

    private static Map<String, String> environment(Map<String, String> libraries, ServerOptions options) {
        Map<String, String> environment = new LinkedHashMap<>(libraries);
        environment.put("TZ", options.hasNamedTimeZone() ? options.timeZone() : "UTC");
        return environment;
    }

    private static Properties driverOptions() {
        Properties options = new Properties();
        options.setProperty("sslMode", "DISABLED");
        options.setProperty("allowPublicKeyRetrieval", "true");
        options.setProperty("allowMultiQueries", "true");
        options.setProperty("allowLoadLocalInfile", "true");
        options.setProperty("rewriteBatchedStatements", "true");
        return options;
    }
}
