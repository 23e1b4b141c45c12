package io.replicator.capture.debezium;

import io.replicator.change.ChangeEvent;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/** Carries our events through the engine: one record holds as many as were ready, and none as a sign of life. */
final class EventRecord extends SourceRecord {
    private final List<ChangeEvent> events;

    EventRecord(String server, List<ChangeEvent> events) {
        super(Map.of("server", server), Map.of(), server, null, null);
        this.events = events;
    }

    static List<ChangeEvent> events(SourceRecord record) {
        return ((EventRecord) record).events;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
