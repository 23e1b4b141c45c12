/** The status of a pipeline as JSON and as text: written by the daemon, read by the command line and the demo. */
@NullMarked
package io.replicator.app.status;

import org.jspecify.annotations.NullMarked;
