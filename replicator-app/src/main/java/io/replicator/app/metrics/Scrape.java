package io.replicator.app.metrics;

import io.replicator.progress.Figures;
import io.replicator.progress.PipelineStatus;
import io.replicator.progress.TableStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all metrics of one scrape are read from.
 *
 * @param tables those to be shown; at most {@link FoldedTables#LIMIT} and the rest as one
 */
record Scrape(PipelineStatus status, Figures figures, List<TableStatus> tables, Instant now) {
    static Scrape of(PipelineStatus status, Figures figures, Instant now) {
        return new Scrape(status, figures, FoldedTables.of(status.tables()), now);
    }

    double secondsSince(@Nullable Instant instant) {
        return instant == null ? Double.NaN : seconds(Duration.between(instant, now));
    }

    static double seconds(@Nullable Duration duration) {
        return duration == null ? Double.NaN : duration.toMillis() / 1000.0;
    }
}
