package io.replicator.capture.debezium;

import io.replicator.change.SourcePosition;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the objects that Debezium makes by class name, the offset store and the task, share with the change source that
 * runs the engine. They find it by the engine's name; this register is the only static state of the capture.
 */
final class CaptureSession {
    private static final Map<String, CaptureSession> RUNNING = new ConcurrentHashMap<>();
    private static final AtomicLong COUNT = new AtomicLong();

    private final String name;
    private final CaptureSettings settings;
    private final SourcePosition start;
    private final Handoff handoff;
    private volatile SourcePosition acknowledged;

    private CaptureSession(String name, CaptureSettings settings, SourcePosition start, Handoff handoff) {
        this.name = name;
        this.settings = settings;
        this.start = start;
        this.handoff = handoff;
        this.acknowledged = start;
    }

    /** @param pipeline is part of the name that Debezium shows in threads and JMX */
    static CaptureSession open(String pipeline, CaptureSettings settings, SourcePosition start, Handoff handoff) {
        String name = pipeline.replaceAll("[^A-Za-z0-9_]", "_") + "_" + COUNT.incrementAndGet();
        CaptureSession session = new CaptureSession(name, settings, start, handoff);
        RUNNING.put(name, session);
        return session;
    }

    static CaptureSession find(String name) {
        CaptureSession session = RUNNING.get(name);
        if (session == null) {
            throw new IllegalStateException("no capture session " + name);
        }
        return session;
    }

    void close() {
        RUNNING.remove(name);
    }

    String name() {
        return name;
    }

    CaptureSettings settings() {
        return settings;
    }

    SourcePosition start() {
        return start;
    }

    Handoff handoff() {
        return handoff;
    }

    SourcePosition acknowledged() {
        return acknowledged;
    }

    void acknowledge(SourcePosition position) {
        acknowledged = position;
    }
}
