/** Folds change events and applies them to the target inside one transaction with the checkpoint. */
@NullMarked
package io.replicator.apply;

import org.jspecify.annotations.NullMarked;
