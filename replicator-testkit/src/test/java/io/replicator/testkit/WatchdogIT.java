package io.replicator.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class WatchdogIT {

    @TempDir
    private Path parent;

    @Test
    void serverAndItsDataGoWhenTheJvmIsKilled() throws Exception {
        Process jvm = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartsServer.class.getName(),
                        parent.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = jvm.inputReader()) {
            assertThat(output.lines().anyMatch(StartsServer.STARTED::equals)).isTrue();
            ProcessHandle server = runningServer();
            assertThat(server.isAlive()).isTrue();

            jvm.destroyForcibly().waitFor();

            await().atMost(Duration.ofSeconds(20)).until(() -> isEmpty(parent));
            assertThat(server.isAlive()).isFalse();
        }
    }

    private ProcessHandle runningServer() throws IOException {
        try (Stream<Path> directories = Files.list(parent)) {
            Path pidFile = Watchdog.pidFile(directories.findFirst().orElseThrow());
            return ProcessHandle.of(Long.parseLong(Files.readString(pidFile))).orElseThrow();
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    /** Runs in the JVM that is killed. */
    static final class StartsServer {

        static final String STARTED = "started";

        private StartsServer() {}

        public static void main(String[] arguments) throws InterruptedException {
            EmbeddedPostgreSql.start(ServerOptions.defaults().in(Path.of(arguments[0])));
            System.out.println(STARTED);
            Thread.sleep(Duration.ofMinutes(5).toMillis());
        }
    }
}
