package io.replicator.pipeline;

import io.replicator.change.TableId;
import java.util.Queue;

/**
 * How a session is steered.
 *
 * @param copyAgain tables that an operator wants copied once more
 * @param onProgress called when something was committed
 * @param standstills where it is asked to stand still
 */
record SessionControl(StopSignal stop, Queue<TableId> copyAgain, Runnable onProgress, Standstills standstills) {}
