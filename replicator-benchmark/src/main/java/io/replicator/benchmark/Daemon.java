package io.replicator.benchmark;

import io.replicator.app.config.HttpSettings;
import io.replicator.app.status.DaemonClient;
import io.replicator.app.status.StatusDocument;
import io.replicator.progress.PipelineState;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** {@code replicator run} from the distribution, as a process of its own. */
final class Daemon implements AutoCloseable {
    static final String PIPELINE = "benchmark";

    private static final int POLL_MILLIS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Process process;
    private final Stopwatch sinceStart;
    private final DaemonClient client;
    private final Path log;

    private Daemon(Process process, Stopwatch sinceStart, int httpPort, Path log) {
        this.process = process;
        this.sinceStart = sinceStart;
        this.client = new DaemonClient(new HttpSettings("127.0.0.1", httpPort));
        this.log = log;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** Starts it from a database of the source to one of the target. */
    static Daemon start(Settings settings, ServerPair servers, String source, String target) throws IOException {
        Files.createDirectories(settings.folder());
        int port = freePort();
        Path configuration = Files.writeString(
                settings.folder().resolve(target + ".yml"), configuration(servers, source, target, port));
        Path log = settings.folder().resolve(target + ".log");
        ProcessBuilder builder = new ProcessBuilder(command(settings, configuration))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Stopwatch stopwatch = Stopwatch.start();
        return new Daemon(builder.start(), stopwatch, port, log);
    }

    private static List<String> command(Settings settings, Path configuration) {
        List<String> command = new ArrayList<>(javaCommand(settings));
        command.addAll(List.of("-Xlog:disable", "-XX:SharedArchiveFile=" + settings.classArchive()));
        command.addAll(settings.jvmOptions());
        command.addAll(List.of(
                "-cp", settings.library() + "/*", "io.replicator.app.Main", "run", "-c", configuration.toString()));
        return command;
    }

    /** The JVM of this process with the heap to be measured. */
    static List<String> javaCommand(Settings settings) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8",
                "-Xmx" + settings.heap());
    }

    private static String configuration(ServerPair servers, String source, String target, int port) {
        return """
                name: %s
                source:
                  url: %s
                  user: %s
                  password: %s
                  properties: %s
                target:
                  url: %s
                  user: %s
                  password: %s
                  properties: %s
                http:
                  port: %d
                """.formatted(
                        PIPELINE,
                        servers.source().server().jdbcUrl(source),
                        BenchmarkServer.USER,
                        BenchmarkServer.PASSWORD,
                        servers.source().properties(),
                        servers.target().server().jdbcUrl(target),
                        BenchmarkServer.USER,
                        BenchmarkServer.PASSWORD,
                        servers.target().properties(),
                        port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    Stopwatch sinceStart() {
        return sinceStart;
    }

    ProcessUsage usage() {
        return new ProcessUsage(process.toHandle());
    }

    void awaitStreaming() throws InterruptedException {
        await(status -> status.state() == PipelineState.STREAMING);
    }

    /** The first status that is as wanted. */
    StatusDocument await(Predicate<StatusDocument> wanted) throws InterruptedException {
        Stopwatch waiting = Stopwatch.start();
        while (waiting.seconds() < PATIENCE.toSeconds()) {
            requireAlive();
            Optional<StatusDocument> status = client.status().filter(wanted);
            if (status.isPresent()) {
                return status.get();
            }
            Pause.millis(POLL_MILLIS);
        }
        throw new IllegalStateException("the daemon does not get there; its log is " + log);
    }

    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    "the daemon ended with code " + process.exitValue() + "; its log is " + log);
        }
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IllegalStateException("the daemon did not stop as asked; its log is " + log);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
