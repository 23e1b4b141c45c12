/** How an engine speaks, as a source and as a target. */
@NullMarked
package io.replicator.dialect;

import org.jspecify.annotations.NullMarked;
