package io.replicator.dialect;

import io.replicator.schema.ForeignKey;
import io.replicator.typemapping.TableMapping;

/**
 * A foreign key that the target does not have yet, but whose ON DELETE must happen all the same, because MySQL's log does
 * not contain what a foreign key changed.
 */
public record CascadeStandIn(TableMapping child, ForeignKey key, TableMapping parent) {}
