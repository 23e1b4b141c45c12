package io.replicator.app.http;

import io.replicator.progress.Progress;
import java.time.Clock;

/**
 * The pipeline that HTTP tells of.
 *
 * @param configuration as JSON, without secrets
 */
public record Served(Progress progress, Control control, Object configuration, Clock clock) {}
