/** How a source column is written on the target: immutable values that a dialect chooses. */
@NullMarked
package io.replicator.typemapping;

import org.jspecify.annotations.NullMarked;
