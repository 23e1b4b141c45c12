package io.replicator.progress;

import java.time.Duration;

/** Measures the commits of streamed changes. Guarded by its owner. */
final class CommitMeter {
    private final Histogram lagSeconds =
            new Histogram(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 3600);
    private final Histogram rows = new Histogram(1, 10, 100, 1_000, 10_000, 100_000, 1_000_000);
    private final Histogram writingSeconds =
            new Histogram(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60);

    /** Commits that carry only a position are no batches. */
    void add(Commit commit, Duration lag) {
        if (commit.rows() > 0) {
            lagSeconds.observe(seconds(lag));
            rows.observe((double) commit.rows());
            writingSeconds.observe(seconds(commit.writing()));
        }
    }

    CommitFigures figures() {
        return new CommitFigures(lagSeconds.distribution(), rows.distribution(), writingSeconds.distribution());
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
