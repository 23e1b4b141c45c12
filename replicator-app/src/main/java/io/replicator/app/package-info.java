/** The command line. */
@NullMarked
package io.replicator.app;

import org.jspecify.annotations.NullMarked;
