package io.replicator.app.demo;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code replicator run} as a process of its own: the very code that production runs. */
final class ReplicatorProcess implements AutoCloseable {
    private static final int SHOWN_LOG_LINES = 25;
    private static final int STOP_SECONDS = 30;

    private final Process process;
    private final Path log;

    private ReplicatorProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static ReplicatorProcess start(Path configuration, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(archiveOptions());
        command.addAll(List.of("-Xmx256m", "-Dfile.encoding=UTF-8", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("io.replicator.app.Main", "run", "--stop-with-stdin", "-c", configuration.toString()));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new ReplicatorProcess(process, log);
        } catch (IOException e) {
            throw DemoFailure.because("Cannot start a replicator process: " + e.getMessage(), e);
        }
    }

    /** This process was started from the same archive of classes. */
    private static List<String> archiveOptions() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-XX:SharedArchiveFile=") || argument.startsWith("-Xlog:"))
                .toList();
    }

    long id() {
        return process.pid();
    }

    /** SIGKILL: no chance to say goodbye. Returns when the process is gone. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** SIGTERM. @return the exit code */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw DemoFailure.because("The replicator did not stop on SIGTERM within " + STOP_SECONDS + " s");
        }
        return process.exitValue();
    }

    /** @throws io.replicator.error.ReplicationException with the end of its log, if it has ended */
    void requireAlive() {
        if (!process.isAlive()) {
            throw DemoFailure.because(
                    "The replicator ended with exit code " + process.exitValue() + ". Its log ends with:\n" + logEnd());
        }
    }

    private String logEnd() {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "(" + log + " cannot be read)";
        }
    }

    @Override
    public void close() {
        kill();
    }
}
