package io.replicator.pipeline.plan;

import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.Departure;
import io.replicator.typemapping.Fidelity;
import io.replicator.typemapping.TableMapping;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds names that are different at the source and the same on the target. */
final class Collisions {
    private static final String REMEDY = "; choose target.names: preserve, rename or exclude one";

    private Collisions() {}

    static List<Departure> of(TableMapping mapping, Collection<TableMapping> all) {
        List<Departure> collisions = new ArrayList<>();
        for (TableMapping other : all) {
            if (!other.source().id().equals(mapping.source().id())
                    && other.target().equals(mapping.target())) {
                collisions.add(refused(
                        mapping, "table", "it and " + other.source().id() + " would both be " + mapping.target()));
            }
        }
        for (ColumnMapping column : mapping.columns()) {
            columns(mapping, column, collisions);
        }
        return collisions;
    }

    private static void columns(TableMapping mapping, ColumnMapping column, List<Departure> collisions) {
        for (ColumnMapping other : mapping.columns()) {
            if (other.ordinal() < column.ordinal() && other.targetName().equals(column.targetName())) {
                collisions.add(refused(
                        mapping,
                        "column " + column.source().name(),
                        "it and " + other.source().name() + " would both be " + column.targetName()));
            }
        }
    }

    private static Departure refused(TableMapping mapping, String subject, String reason) {
        return new Departure(mapping.source().id(), subject, Fidelity.REFUSED, reason + REMEDY);
    }
}
