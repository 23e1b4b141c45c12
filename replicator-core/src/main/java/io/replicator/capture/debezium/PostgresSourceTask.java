package io.replicator.capture.debezium;

import io.replicator.change.ChangeEvent;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/** Runs a {@link WalStream} inside the engine. Public only because Debezium makes it by class name. */
public final class PostgresSourceTask extends SourceTask {
    private static final long POLL_MILLIS = 500;
    private static final long STOP_MILLIS = 2_000;

    private @Nullable CaptureSession session;
    private @Nullable WalStream stream;
    private @Nullable Thread reader;

    @Override
    public String version() {
        return "1";
    }

    @Override
    public void start(Map<String, String> properties) {
        CaptureSession found = CaptureSession.find(properties.get("name"));
        PostgresCaptureSettings settings = (PostgresCaptureSettings) found.settings();
        WalStream started = new WalStream(settings.source(), settings.endpoint(), found);
        Thread thread = new Thread(started, "wal-" + found.name());
        thread.setDaemon(true);
        thread.start();
        session = found;
        stream = started;
        reader = thread;
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        if (session == null) {
            throw new IllegalStateException("not started");
        }
        List<ChangeEvent> events = session.handoff().take(POLL_MILLIS);
        return events == null ? null : List.of(new EventRecord(session.name(), events));
    }

    @Override
    public void stop() {
        if (stream == null || reader == null) {
            return;
        }
        stream.stop();
        reader.interrupt();
        try {
            reader.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
