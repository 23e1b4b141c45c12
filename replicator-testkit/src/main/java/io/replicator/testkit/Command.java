package io.replicator.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end and gives what it printed. */
final class Command {

    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final Duration TICK = Duration.ofSeconds(2);

    /** @param output standard output and standard error together */
    record Result(int exitCode, String output) {

        boolean succeeded() {
            return exitCode == 0;
        }
    }

    private Command() {}

    static Result run(Path directory, Map<String, String> environment, List<String> command) {
        return run(directory, environment, command, () -> {});
    }

    /** Calls {@code tick} every two seconds while the program runs. */
    static Result run(Path directory, Map<String, String> environment, List<String> command, Runnable tick) {
        try {
            // To a file and not to a pipe: a program that leaves children behind would keep a pipe open.
            Path output = Files.createTempFile("replicator-command", ".log");
            try {
                Process process = start(directory, environment, command, output);
                await(process, command, tick);
                return new Result(process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new TestkitException("cannot run " + command.get(0) + ": " + e.getMessage(), e);
        }
    }

    /** The program's file, if it is on the search path. */
    static Optional<Path> find(String program) {
        String searchPath = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
        return Arrays.stream(searchPath.split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Process start(Path directory, Map<String, String> environment, List<String> command, Path output)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static void await(Process process, List<String> command, Runnable tick) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        try {
            while (!process.waitFor(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() > deadline) {
                    throw new TestkitException(
                            command.get(0) + " did not end within " + LIMIT.toMinutes() + " minutes");
                }
                tick.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestkitException("interrupted while " + command.get(0) + " was running", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
