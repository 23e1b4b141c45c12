/** Where change events come from. */
@NullMarked
package io.replicator.capture;

import org.jspecify.annotations.NullMarked;
