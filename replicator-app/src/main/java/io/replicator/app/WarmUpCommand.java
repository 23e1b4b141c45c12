package io.replicator.app;

import io.replicator.app.config.Configuration;
import io.replicator.app.config.ConfigurationFile;
import io.replicator.app.http.HttpEndpoint;
import io.replicator.app.http.Served;
import io.replicator.app.status.ConfigurationJson;
import io.replicator.capture.ChangeSink;
import io.replicator.capture.ChangeSource;
import io.replicator.capture.debezium.DebeziumChangeSource;
import io.replicator.capture.debezium.MySqlCaptureSettings;
import io.replicator.capture.debezium.SourceConnection;
import io.replicator.capture.debezium.TlsMode;
import io.replicator.change.ChangeEvent;
import io.replicator.change.SourcePosition;
import io.replicator.error.ReplicationException;
import io.replicator.progress.Progress;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import picocli.CommandLine.Command;

/**
 * {@code replicator warm-up}: loads what a run needs, without any database, so that the JVM can put the classes into an
 * archive. A start from it takes half of the time.
 */
@Command(name = "warm-up", hidden = true, description = "Loads the classes of a run, for a class data archive.")
final class WarmUpCommand implements Callable<Integer> {
    private static final int NOBODY_LISTENS = 1;
    private static final long PATIENCE_SECONDS = 30;

    private static final String CONFIGURATION = """
            name: warm_up
            source: {url: "jdbc:mysql://127.0.0.1:1/none", user: nobody, password: none}
            target: {url: "jdbc:postgresql://127.0.0.1:1/nowhere", user: nobody, password: none}
            """;

    private final Operations operations;

    WarmUpCommand(Operations operations) {
        this.operations = operations;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ReflectiveOperationException {
        loadOwnClasses();
        Configuration configuration = configuration();
        Progress progress = new Progress(configuration.name(), Clock.systemUTC());
        try {
            Served served = new Served(
                    progress,
                    operations.pipeline(configuration, progress),
                    ConfigurationJson.of(configuration),
                    Clock.systemUTC());
            HttpEndpoint.start(configuration.http(), served).close();
            operations.check(configuration);
        } catch (ReplicationException e) {
            // Nobody listens there, or on our own port somebody does.
        }
        capture();
        return 0;
    }

    private static Configuration configuration() throws IOException {
        Path file = Files.createTempFile("warm-up", ".yml");
        try {
            Files.writeString(file, CONFIGURATION);
            return new ConfigurationFile(file, System::getenv).read();
        } finally {
            Files.delete(file);
        }
    }

    /** Those of our jars; of the libraries, only what they need is loaded. */
    private static void loadOwnClasses() throws IOException, ReflectiveOperationException {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            if (path.getFileName().toString().startsWith("replicator-") && entry.endsWith(".jar")) {
                loadClasses(path);
            }
        }
    }

    private static void loadClasses(Path jar) throws IOException, ReflectiveOperationException {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream().toList()) {
                String name = entry.getName();
                if (name.endsWith(".class") && !name.endsWith("-info.class")) {
                    Class.forName(
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'),
                            false,
                            WarmUpCommand.class.getClassLoader());
                }
            }
        }
    }

    /** The engine gets as far as connecting. */
    private static void capture() throws InterruptedException {
        CountDownLatch failed = new CountDownLatch(1);
        SourceConnection nowhere =
                new SourceConnection("127.0.0.1", NOBODY_LISTENS, "nobody", "none", TlsMode.DISABLED);
        SourcePosition position = new SourcePosition(Map.of("file", "binlog.000001", "pos", "4", "server_id", "1"));
        try (ChangeSource source =
                new DebeziumChangeSource("warm-up", new MySqlCaptureSettings(nowhere, 1, List.of()))) {
            source.start(position, new Failing(failed));
            failed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private record Failing(CountDownLatch failed) implements ChangeSink {
        @Override
        public void accept(List<ChangeEvent> events) {
            // There are none.
        }

        @Override
        public void idle() {
            // Nothing to wait for.
        }

        @Override
        public void failed(ReplicationException error) {
            failed.countDown();
        }
    }
}
