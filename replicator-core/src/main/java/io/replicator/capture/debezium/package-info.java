/**
 * The only package that knows Debezium. {@code DebeziumChangeSource} runs the engine; a {@code CaptureSettings} says what is
 * particular to a kind of source. For MySQL, {@code MySqlSourceTask} wires Debezium's binlog client, positions and TLS with
 * our own reading of row images, so that values never pass through Connect's structures.
 */
@NullMarked
package io.replicator.capture.debezium;

import org.jspecify.annotations.NullMarked;
