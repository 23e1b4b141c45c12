package io.replicator.app.demo;

/**
 * What was measured while the replicator ran; all in seconds.
 *
 * @param longestLag over the whole run, catching up included
 * @param longestLagStreaming while it was not catching up
 * @param resumed from the kill to the first change applied after it, or -1 without a kill
 */
record Outcome(double longestLag, double longestLagStreaming, double resumed) {}
