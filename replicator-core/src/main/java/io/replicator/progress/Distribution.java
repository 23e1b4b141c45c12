package io.replicator.progress;

import java.util.List;

/**
 * How observations are spread; immutable.
 *
 * @param bounds upper bounds of the buckets, ascending, each inclusive
 * @param counts observations per bucket; the last, one more than there are bounds, is of those above all of them
 * @param sum of all observations
 */
public record Distribution(List<Double> bounds, List<Long> counts, double sum) {
    public Distribution {
        bounds = List.copyOf(bounds);
        counts = List.copyOf(counts);
    }

    public long count() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}
