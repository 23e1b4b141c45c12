package io.replicator.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operating system's process of an embedded server, with its children. Owned by its {@link EmbeddedServer}. */
final class ServerProcess {

    private static final int LOG_BYTES_SHOWN = 4_000;

    private final Path directory;
    private final ServerCommand command;
    private @Nullable Process process;

    ServerProcess(Path directory, ServerCommand command) {
        this.directory = directory;
        this.command = command;
    }

    void start() {
        List<String> line = new ArrayList<>();
        // A session of its own: Ctrl-C in the terminal of the JVM does not reach the server.
        Command.find("setsid").ifPresent(setsid -> line.add(setsid.toString()));
        line.addAll(command.command());
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().putAll(command.environment());
        try {
            Process started = builder.start();
            Files.writeString(Watchdog.pidFile(directory), Long.toString(started.pid()));
            process = started;
        } catch (IOException e) {
            throw new TestkitException("cannot start " + line.get(0) + ": " + e.getMessage(), e);
        }
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Ends it by the clean signal; returns whether it ended in time. */
    boolean stop(Duration limit) {
        return end(command.stopSignal(), limit);
    }

    /** Ends it by the fast signal; returns whether it ended in time. */
    boolean finish(Duration limit) {
        return end(command.closeSignal(), limit);
    }

    void kill() {
        List<ProcessHandle> all = all();
        all.forEach(ProcessHandle::destroyForcibly);
        while (all.stream().anyMatch(ServerProcess::isRunning)) {
            Pause.millis(5);
        }
        if (process != null) {
            await(process.toHandle(), Duration.ofSeconds(30));
        }
    }

    void signalAll(String signal) {
        all().forEach(handle -> signal(handle, signal));
    }

    String recentLog() {
        try {
            byte[] bytes = Files.readAllBytes(log());
            int from = Math.max(0, bytes.length - LOG_BYTES_SHOWN);
            return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    private boolean end(String signal, Duration limit) {
        if (process == null || !process.isAlive()) {
            return true;
        }
        signal(process.toHandle(), signal);
        return await(process.toHandle(), limit);
    }

    private List<ProcessHandle> all() {
        if (process == null) {
            return List.of();
        }
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    private void signal(ProcessHandle handle, String signal) {
        Command.run(directory, Map.of(), List.of("sh", "-c", "kill -$0 $1", signal, Long.toString(handle.pid())));
    }

    /**
     * Unlike {@link ProcessHandle#isAlive}, false for a zombie: the children of a killed server are left to process 1,
     * which in a container may never collect them.
     */
    private static boolean isRunning(ProcessHandle handle) {
        try {
            String status = Files.readString(Path.of("/proc", Long.toString(handle.pid()), "stat"));
            return status.charAt(status.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException gone) {
            return false;
        }
    }

    private static boolean await(ProcessHandle handle, Duration limit) {
        try {
            handle.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillRunning) {
            return false;
        } catch (ExecutionException e) {
            throw new TestkitException("cannot wait for the end of process " + handle.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestkitException("interrupted while waiting for the end of a database server", e);
        }
    }

    private Path log() {
        return directory.resolve("server.log");
    }
}
