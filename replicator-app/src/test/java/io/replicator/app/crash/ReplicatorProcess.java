package io.replicator.app.crash;

import io.replicator.app.Main;
import io.replicator.app.config.HttpSettings;
import io.replicator.app.status.DaemonClient;
import io.replicator.app.status.StatusDocument;
import io.replicator.progress.PipelineState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** {@code replicator run} as a process of its own, watched through its status page. */
final class ReplicatorProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long POLL_MILLIS = 15;

    private final Process process;
    private final Path log;
    private final Path configuration;
    private final int httpPort;
    private final DaemonClient client;

    private ReplicatorProcess(Process process, Path log, Path configuration, int httpPort) {
        this.process = process;
        this.log = log;
        this.configuration = configuration;
        this.httpPort = httpPort;
        this.client = new DaemonClient(new HttpSettings("127.0.0.1", httpPort));
    }

    /** @param arguments of the JVM */
    static ReplicatorProcess start(Path configuration, int httpPort, String... arguments) {
        try {
            Path log = Files.createTempFile(configuration.getParent(), "replicator-", ".log");
            Process process = new ProcessBuilder(command("run", configuration, arguments))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new ReplicatorProcess(process, log, configuration, httpPort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(String name, Path configuration, String... jvmArguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Most of these processes live for seconds.
        command.addAll(List.of("-Xmx256m", "-Dfile.encoding=UTF-8", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        // What operators see, not what tests see.
        command.add("-Dlogback.configurationFile=logback.xml");
        command.addAll(Arrays.asList(jvmArguments));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(name, "-c", configuration.toString()));
        return command;
    }

    /** How another command on the same configuration ended, and what it printed. */
    record Ended(int exitCode, String output) {}

    Ended statusCommand() throws IOException, InterruptedException {
        Process status = new ProcessBuilder(command("status", configuration)).start();
        String output = new String(status.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(status.waitFor(), output);
    }

    /** Asks the control API to do something. @return the status of the response */
    int ask(String action, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + "/api/v1/" + action))
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM. @return the exit code */
    int terminate() throws InterruptedException {
        process.destroy();
        return exitCode();
    }

    /** SIGSTOP: its connections stay open and fall silent. */
    void freeze() throws InterruptedException {
        signal("STOP");
    }

    void thaw() throws InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws InterruptedException {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the replicator does not end; its log:\n" + log());
        }
        return process.exitValue();
    }

    Optional<StatusDocument> status() throws InterruptedException {
        return client.status();
    }

    StatusDocument await(PipelineState state) throws InterruptedException {
        return await(state.toString(), status -> status.state() == state);
    }

    /** Waits for a status; fails at once when the process ends. */
    StatusDocument await(String what, Predicate<StatusDocument> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Optional<StatusDocument> status = Optional.empty();
        while (System.nanoTime() < deadline) {
            requireAlive();
            status = status();
            if (status.isPresent() && wanted.test(status.get())) {
                return status.get();
            }
            Thread.sleep(POLL_MILLIS);
        }
        throw new AssertionError("not " + what + " but " + status + "; its log:\n" + log());
    }

    void requireAlive() {
        if (!process.isAlive()) {
            throw new AssertionError("the replicator ended with " + process.exitValue() + "; its log:\n" + log());
        }
    }

    /** Peak of its resident memory. */
    long peakMegabytes() {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            return -1;
        }
    }

    /** Everything that it printed. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
