package io.replicator.app.demo;

import io.replicator.app.status.StatusDocument;
import io.replicator.progress.PipelineState;

/** Remembers the longest lags seen. One thread. */
final class Lags {
    private double longest;
    private double longestWhileStreaming;

    void add(StatusDocument status) {
        if (status.lagSeconds() == null || !status.state().isReady()) {
            return;
        }
        longest = Math.max(longest, status.lagSeconds());
        if (status.state() == PipelineState.STREAMING) {
            longestWhileStreaming = Math.max(longestWhileStreaming, status.lagSeconds());
        }
    }

    double longest() {
        return longest;
    }

    double longestWhileStreaming() {
        return longestWhileStreaming;
    }
}
