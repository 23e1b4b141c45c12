/** The daemon as a process of its own, between real servers that fail. */
@NullMarked
package io.replicator.app.crash;

import org.jspecify.annotations.NullMarked;
