package io.replicator.progress;

import io.replicator.change.SourcePosition;
import java.time.Duration;
import java.time.Instant;

/**
 * A commit of streamed changes on the target.
 *
 * @param committedAt when the source committed the newest of them
 * @param rows row changes in it, before folding
 * @param transactions source transactions in it
 * @param writing time that the target took for its statements and the commit
 */
public record Commit(SourcePosition position, Instant committedAt, long rows, long transactions, Duration writing) {}
