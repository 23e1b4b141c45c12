package io.replicator.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistogramTest {
    private final Histogram histogram = new Histogram(1, 10);

    @Test
    void boundsBelongToTheirBucketAndWhatIsAboveToTheLast() {
        histogram.observe(0);
        histogram.observe(1);
        histogram.observe(1.5);
        histogram.observe(10);
        histogram.observe(10.5);

        assertThat(histogram.distribution().counts()).containsExactly(2L, 2L, 1L);
        assertThat(histogram.distribution().sum()).isEqualTo(23);
        assertThat(histogram.distribution().count()).isEqualTo(5);
    }

    @Test
    void distributionDoesNotChangeWithWhatComesLater() {
        Distribution before = histogram.distribution();

        histogram.observe(5);

        assertThat(before.counts()).containsExactly(0L, 0L, 0L);
    }
}
