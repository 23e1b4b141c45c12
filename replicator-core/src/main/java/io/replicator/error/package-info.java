/** The one exception and its kinds: what each kind means for retry and for the operator. */
@NullMarked
package io.replicator.error;

import org.jspecify.annotations.NullMarked;
