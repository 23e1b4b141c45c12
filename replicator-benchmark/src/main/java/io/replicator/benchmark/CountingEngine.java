package io.replicator.benchmark;

import io.replicator.capture.ChangeSink;
import io.replicator.capture.ChangeSource;
import io.replicator.capture.debezium.CaptureSettings;
import io.replicator.capture.debezium.DebeziumChangeSource;
import io.replicator.capture.debezium.MySqlCaptureSettings;
import io.replicator.capture.debezium.PostgresCaptureSettings;
import io.replicator.capture.debezium.SourceConnection;
import io.replicator.capture.debezium.TlsMode;
import io.replicator.change.ChangeEvent;
import io.replicator.change.ChangeEvent.TableChange;
import io.replicator.change.SourcePosition;
import io.replicator.dialect.Endpoint;
import io.replicator.dialect.SourceEngine;
import io.replicator.dialect.mysql.MySqlSource;
import io.replicator.dialect.postgresql.PostgresSource;
import io.replicator.error.ReplicationException;
import io.replicator.schema.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A limit of the stream: the daemon's change source with nothing behind it, as a process with the daemon's heap. */
final class CountingEngine {
    static final String PIPELINE = "count";

    private static final long SERVER_ID = 4_000_000_001L;

    private CountingEngine() {}

    /** Starts the process and waits for its count. */
    record Launch(Settings settings, ServerPair servers, String database, SourcePosition from) {
        Figure run(int changes) throws IOException {
            List<String> command = new ArrayList<>(Daemon.javaCommand(settings));
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), CountingEngine.class.getName()));
            command.add(servers.source().server().jdbcUrl(database));
            command.add(Integer.toString(servers.source().server().port()));
            command.add(settings.tls());
            command.add(Integer.toString(changes));
            from.coordinates().forEach((name, value) -> command.add(name + "=" + value));
            UsageMeter meter = new UsageMeter(servers);
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                double seconds = Double.parseDouble(lines.readLine());
                Figure.Usage usage = meter.of(new ProcessUsage(process.toHandle()));
                return new Figure(database + ", limit: engine alone", "changes/s", changes / seconds).with(usage);
            } finally {
                process.destroyForcibly();
            }
        }
    }

    /** Arguments: URL, port, TLS mode, changes, coordinates of the position. Prints seconds from first to last. */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> coordinates = new HashMap<>();
        for (int i = 4; i < arguments.length; i++) {
            String[] parts = arguments[i].split("=", 2);
            coordinates.put(parts[0], parts[1]);
        }
        Counter counter = new Counter(Long.parseLong(arguments[3]));
        CaptureSettings capture = arguments[0].startsWith("jdbc:postgresql:")
                ? postgres(arguments[0])
                : mysql(arguments[0], Integer.parseInt(arguments[1]), TlsMode.valueOf(arguments[2]));
        try (ChangeSource source = new DebeziumChangeSource(PIPELINE, capture)) {
            source.start(new SourcePosition(coordinates), counter);
            counter.done.await();
            System.out.println((counter.last - counter.first) / 1e9);
            System.out.flush();
            // The parent reads how much was used and ends this process.
            Pause.millis(60_000);
        }
    }

    private static CaptureSettings mysql(String url, int port, TlsMode tls) throws SQLException {
        SourceConnection connection =
                new SourceConnection("127.0.0.1", port, BenchmarkServer.USER, BenchmarkServer.PASSWORD, tls);
        List<Table> tables = tables(new MySqlSource(), endpoint(url, Map.of("sslMode", tls.name())));
        return new MySqlCaptureSettings(connection, SERVER_ID, tables);
    }

    private static CaptureSettings postgres(String url) throws SQLException {
        PostgresSource engine = new PostgresSource(PIPELINE);
        Endpoint endpoint = endpoint(url, Map.of());
        return new PostgresCaptureSettings(engine, endpoint, tables(engine, endpoint));
    }

    private static Endpoint endpoint(String url, Map<String, String> properties) {
        return new Endpoint(url, BenchmarkServer.USER, () -> BenchmarkServer.PASSWORD, properties);
    }

    private static List<Table> tables(SourceEngine engine, Endpoint endpoint) throws SQLException {
        try (Connection connection = engine.connect(endpoint)) {
            return engine.tables(connection, table -> true);
        }
    }

    /** Owned by the capturing thread; read once it is done. */
    private static final class Counter implements ChangeSink {
        private final CountDownLatch done = new CountDownLatch(1);
        private long left;
        private long first;
        private long last;

        Counter(long changes) {
            this.left = changes;
        }

        @Override
        public void accept(List<ChangeEvent> events) {
            last = System.nanoTime();
            if (first == 0) {
                first = last;
            }
            for (ChangeEvent event : events) {
                if (event instanceof TableChange) {
                    left--;
                }
            }
            if (left == 0) {
                done.countDown();
            }
        }

        @Override
        public void idle() {}

        @Override
        public void failed(ReplicationException error) {
            error.printStackTrace();
            System.exit(1);
        }
    }
}
