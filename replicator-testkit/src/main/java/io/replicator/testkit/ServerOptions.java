package io.replicator.testkit;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a server is to be started; immutable, each method gives a changed copy.
 *
 * @param settings server settings by their names in the engine, for example {@code binlog_expire_logs_seconds}; they win
 *     over the defaults
 * @param durable whether commits survive a crash of the machine; otherwise they survive only one of the server
 * @param timeZone of the server, for example {@code Europe/Madrid} or {@code +02:00}
 * @param parentDirectory where the server's own directory is made
 * @param progress is told what takes long: downloads and unpacking at the first use
 */
public record ServerOptions(
        Map<String, String> settings, boolean durable, String timeZone, Path parentDirectory, Progress progress) {

    public ServerOptions {
        settings = Map.copyOf(settings);
    }

    /** Fast and not durable, time zone UTC, data in the temporary directory of the system. */
    public static ServerOptions defaults() {
        return new ServerOptions(Map.of(), false, "UTC", Path.of(System.getProperty("java.io.tmpdir")), Progress.LOG);
    }

    public ServerOptions with(String setting, String value) {
        Map<String, String> changed = new LinkedHashMap<>(settings);
        changed.put(setting, value);
        return new ServerOptions(changed, durable, timeZone, parentDirectory, progress);
    }

    /** MySQL only: the binary log without global transaction identifiers. */
    public ServerOptions withoutGtid() {
        return with("gtid_mode", "OFF").with("enforce_gtid_consistency", "OFF");
    }

    /** Commits survive a crash of the machine, as in production. */
    public ServerOptions asDurable() {
        return new ServerOptions(settings, true, timeZone, parentDirectory, progress);
    }

    public ServerOptions inTimeZone(String zone) {
        return new ServerOptions(settings, durable, zone, parentDirectory, progress);
    }

    public ServerOptions in(Path directory) {
        return new ServerOptions(settings, durable, timeZone, directory, progress);
    }

    public ServerOptions reportingTo(Progress listener) {
        return new ServerOptions(settings, durable, timeZone, parentDirectory, listener);
    }

    /** MySQL and MariaDB know named zones only through the system, as their tables of zones are empty. */
    boolean hasNamedTimeZone() {
        return Character.isLetter(timeZone.charAt(0));
    }

    /** The defaults of an engine with the settings of this over them, sorted by name. */
    Map<String, String> over(Map<String, String> defaults) {
        Map<String, String> all = new TreeMap<>(defaults);
        all.putAll(settings);
        return all;
    }
}
