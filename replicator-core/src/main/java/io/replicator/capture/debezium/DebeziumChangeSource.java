package io.replicator.capture.debezium;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import io.debezium.engine.spi.OffsetCommitPolicy;
import io.replicator.capture.ChangeSink;
import io.replicator.capture.ChangeSource;
import io.replicator.capture.Redefinition;
import io.replicator.change.ChangeEvent;
import io.replicator.change.ChangeEvent.SchemaChanged;
import io.replicator.change.SourcePosition;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.schema.Table;
import java.io.IOException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A change source on the Debezium engine. The engine's polling thread delivers to the sink; while the sink blocks, the
 * hand-off fills up and the log is not read any further. {@link #close} must not be called by the sink.
 */
public final class DebeziumChangeSource implements ChangeSource {
    private static final Logger LOGGER = LoggerFactory.getLogger(DebeziumChangeSource.class);
    private static final long CLOSE_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long CLOSE_RETRY_MILLIS = 20;

    private final String pipeline;
    private final CaptureSettings settings;

    private final Object state = new Object();
    private @Nullable Running running;
    private volatile boolean closed;

    private record Running(
            CaptureSession session, DebeziumEngine<RecordChangeEvent<SourceRecord>> engine, Thread thread) {}

    public DebeziumChangeSource(String pipeline, CaptureSettings settings) {
        this.pipeline = pipeline;
        this.settings = settings;
    }

    @Override
    public void start(SourcePosition from, ChangeSink sink) {
        synchronized (state) {
            if (closed || running != null) {
                throw new IllegalStateException("a change source is started once");
            }
            Handoff handoff = new Handoff(Runtime.getRuntime().maxMemory() / 8);
            CaptureSession session = CaptureSession.open(pipeline, settings, from, handoff);
            try {
                running = launch(session, sink);
            } catch (RuntimeException e) {
                session.close();
                throw new ReplicationException(ErrorKind.INTERNAL, "the change stream cannot be set up", e);
            }
        }
    }

    private Running launch(CaptureSession session, ChangeSink sink) {
        DebeziumEngine<RecordChangeEvent<SourceRecord>> debezium = DebeziumEngine.create(
                        ChangeEventFormat.of(Connect.class))
                .using(properties(session.name()))
                .using(getClass().getClassLoader())
                .using(OffsetCommitPolicy.always())
                .using((success, message, error) -> completed(session, sink, error))
                .notifying(new Delivery(session, sink))
                .build();
        Thread thread = new Thread(() -> run(debezium, session, sink), "capture-" + pipeline);
        thread.setDaemon(true);
        thread.start();
        return new Running(session, debezium, thread);
    }

    /** An engine that fails while it is being closed ends with an exception and without a word to the callback. */
    private void run(Runnable debezium, CaptureSession session, ChangeSink sink) {
        try {
            debezium.run();
        } catch (RuntimeException e) {
            completed(session, sink, e);
        }
    }

    private Properties properties(String name) {
        Properties properties = new Properties();
        properties.setProperty("name", name);
        properties.setProperty("topic.prefix", name);
        properties.setProperty("offset.storage", CheckpointOffsetStore.class.getName());
        properties.setProperty("offset.flush.interval.ms", "0");
        properties.setProperty("record.processing.threads", "1");
        properties.setProperty("executor.shutdown.timeout.ms", "2000");
        // Our supervisor restarts the whole engine from the checkpoint; the engine itself must not.
        properties.setProperty("errors.max.retries", "0");
        properties.setProperty("event.processing.failure.handling.mode", "fail");
        properties.setProperty("event.converting.failure.handling.mode", "fail");
        properties.setProperty("tombstones.on.delete", "false");
        properties.setProperty("extended.headers.enabled", "false");
        properties.setProperty("statistics.metrics.enabled", "false");
        settings.properties().forEach(properties::setProperty);
        return properties;
    }

    @Override
    public List<Redefinition> redefinitions(List<SchemaChanged> changes, List<Table> catalog) {
        return settings.redefinitions(changes, catalog);
    }

    @Override
    public void acknowledge(SourcePosition position) {
        synchronized (state) {
            if (running != null) {
                running.session().acknowledge(position);
            }
        }
    }

    /** The engine's threads have ended. */
    private void completed(CaptureSession session, ChangeSink sink, @Nullable Throwable error) {
        session.close();
        session.handoff().close();
        if (closed) {
            return;
        }
        sink.failed(
                error == null
                        ? new ReplicationException(ErrorKind.CAPTURE, "the change stream ended by itself")
                        : settings.explain(error));
    }

    @Override
    public void close() {
        Running ending;
        synchronized (state) {
            closed = true;
            ending = running;
        }
        if (ending != null) {
            ending.session().handoff().close();
            stop(ending);
            ending.session().close();
        }
    }

    /** The engine refuses to be closed while its task starts and once it is being closed. */
    private void stop(Running ending) {
        long deadline = System.nanoTime() + CLOSE_PATIENCE_NANOS;
        boolean interrupted = false;
        boolean asked = false;
        while (ending.thread().isAlive() && System.nanoTime() < deadline) {
            try {
                if (!asked) {
                    asked = askToClose(ending);
                }
                ending.thread().join(CLOSE_RETRY_MILLIS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (ending.thread().isAlive()) {
            LOGGER.warn("pipeline {}: the change stream does not end; its threads are left behind", pipeline);
            ending.thread().interrupt();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean askToClose(Running ending) {
        try {
            ending.engine().close();
            return true;
        } catch (IllegalStateException e) {
            return false;
        } catch (IOException e) {
            LOGGER.debug("closing the engine", e);
            return true;
        }
    }

    /** Passes the polled events on, on the engine's polling thread. */
    private final class Delivery implements DebeziumEngine.ChangeConsumer<RecordChangeEvent<SourceRecord>> {
        private final CaptureSession session;
        private final ChangeSink sink;
        private SourcePosition flushed;

        Delivery(CaptureSession session, ChangeSink sink) {
            this.session = session;
            this.sink = sink;
            this.flushed = session.start();
        }

        @Override
        public void handleBatch(
                List<RecordChangeEvent<SourceRecord>> records,
                RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
                throws InterruptedException {
            for (RecordChangeEvent<SourceRecord> record : records) {
                deliver(EventRecord.events(record.record()));
            }
            SourcePosition acknowledged = session.acknowledged();
            if (!flushed.equals(acknowledged)) {
                flushed = acknowledged;
                committer.markProcessed(records.get(records.size() - 1));
                committer.markBatchFinished();
            }
        }

        private void deliver(List<ChangeEvent> events) throws InterruptedException {
            if (closed) {
                throw new InterruptedException("the stream is closed");
            }
            if (events.isEmpty()) {
                sink.idle();
            } else {
                sink.accept(events);
            }
        }
    }
}
