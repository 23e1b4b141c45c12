/** Tables, columns, keys, indexes and foreign keys in neutral form, and the logical types of columns. */
@NullMarked
package io.replicator.schema;

import org.jspecify.annotations.NullMarked;
