package io.replicator.app.demo;

import java.time.Duration;

/**
 * What the user chose.
 *
 * @param rows rows at the source before the start
 * @param rate row changes per second
 * @param duration of the streaming part
 * @param crash whether the replicator is killed in the middle
 * @param keep whether servers and replicator stay until Ctrl-C
 */
public record DemoSettings(long rows, int rate, Duration duration, boolean crash, boolean keep) {}
