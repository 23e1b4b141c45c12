package io.replicator.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A small shell that waits for the end of this JVM, however it ends, and then ends the server and deletes its
 * directory. It holds the reading end of a pipe whose writing end only this JVM has.
 */
final class Watchdog implements AutoCloseable {

    private static final String SCRIPT = """
            trap '' INT TERM HUP
            read -r _
            pid=$(cat "$1/pid" 2>/dev/null)
            if [ -n "$pid" ] && tr '\\0' ' ' <"/proc/$pid/cmdline" | grep -qF "$1"; then
              kill -CONT "$pid"; kill -QUIT "$pid"; sleep 2; kill -KILL "$pid"; sleep 1
            fi 2>/dev/null
            rm -rf "$1"
            """;

    private final Process process;

    private Watchdog(Process process) {
        this.process = process;
    }

    static Watchdog over(Path directory) {
        List<String> command = new ArrayList<>();
        Command.find("setsid").ifPresent(setsid -> command.add(setsid.toString()));
        command.addAll(List.of("sh", "-c", SCRIPT, "replicator-watchdog", directory.toString()));
        try {
            return new Watchdog(new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new TestkitException("cannot start a shell: " + e.getMessage(), e);
        }
    }

    /** Where the watchdog finds the server that runs at the moment. */
    static Path pidFile(Path directory) {
        return directory.resolve("pid");
    }

    /** Sends the watchdog away; the server is the caller's business again. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
