/** What a pipeline will create on the target, and every way in which it differs from the source. */
@NullMarked
package io.replicator.pipeline.plan;

import org.jspecify.annotations.NullMarked;
