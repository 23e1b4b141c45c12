/** The pipeline's figures for Prometheus: each metric is defined once, for the server, the documentation and the tests. */
@NullMarked
package io.replicator.app.metrics;

import org.jspecify.annotations.NullMarked;
