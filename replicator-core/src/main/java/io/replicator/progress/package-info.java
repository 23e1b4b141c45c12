/** What an operator may know of a running pipeline: state, progress per table, lag. */
@NullMarked
package io.replicator.progress;

import org.jspecify.annotations.NullMarked;
