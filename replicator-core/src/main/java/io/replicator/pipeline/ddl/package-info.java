/** What becomes of changes of structure at the source: which steps on the target, and which of them by themselves. */
@NullMarked
package io.replicator.pipeline.ddl;

import org.jspecify.annotations.NullMarked;
