/** Consistent, chunked, resumable initial copy. */
@NullMarked
package io.replicator.snapshot;

import org.jspecify.annotations.NullMarked;
