/** Compares source and target row by row. */
@NullMarked
package io.replicator.verify;

import org.jspecify.annotations.NullMarked;
