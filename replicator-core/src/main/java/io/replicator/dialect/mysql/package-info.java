/** MySQL as a source: catalog, log positions, preflight and consistent reading. */
@NullMarked
package io.replicator.dialect.mysql;

import org.jspecify.annotations.NullMarked;
