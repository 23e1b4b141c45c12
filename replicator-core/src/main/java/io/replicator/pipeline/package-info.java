/** Lifecycle of a pipeline; the one place that joins the parts. */
@NullMarked
package io.replicator.pipeline;

import org.jspecify.annotations.NullMarked;
