package io.replicator.app.http;

import io.replicator.progress.Event;
import io.replicator.progress.PipelineState;

/** An event as {@code /api/v1/events} tells it. */
record EventDocument(String at, PipelineState state, String text, boolean error) {
    static EventDocument of(Event event) {
        return new EventDocument(event.at().toString(), event.state(), event.text(), event.error());
    }
}
