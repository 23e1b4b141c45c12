package io.replicator.progress;

import java.time.Instant;

/** Something worth telling that happened to a pipeline. @param state that it was in or came into */
public record Event(Instant at, PipelineState state, String text, boolean error) {}
