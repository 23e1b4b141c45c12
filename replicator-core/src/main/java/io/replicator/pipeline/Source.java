package io.replicator.pipeline;

import io.replicator.dialect.Endpoint;
import io.replicator.dialect.SourceEngine;

/** Where a pipeline reads. */
public record Source(SourceEngine engine, Endpoint endpoint, TableSelection selection, CaptureFactory capture) {}
