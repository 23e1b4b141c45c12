/** Measures the daemon end to end against real servers, beside the limit that simple hand-written programs reach. */
@NullMarked
package io.replicator.benchmark;

import org.jspecify.annotations.NullMarked;
