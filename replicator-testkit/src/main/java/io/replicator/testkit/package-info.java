/** Real database servers for tests, the demo and benchmarks. */
@NullMarked
package io.replicator.testkit;

import org.jspecify.annotations.NullMarked;
