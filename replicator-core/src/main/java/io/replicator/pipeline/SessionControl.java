package io.replicator.pipeline;

/** How a session is steered. @param onProgress called when something was committed */
record SessionControl(StopSignal stop, Runnable onProgress) {}
