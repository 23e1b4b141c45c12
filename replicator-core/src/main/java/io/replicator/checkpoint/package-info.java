/** Position, epoch and chunk marks, kept in the target or in a file. */
@NullMarked
package io.replicator.checkpoint;

import org.jspecify.annotations.NullMarked;
