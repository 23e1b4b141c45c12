package io.replicator.pipeline.plan;

import io.replicator.dialect.TargetSchema.DeferredObject;
import io.replicator.typemapping.Departure;
import io.replicator.typemapping.Fidelity;
import io.replicator.typemapping.TableMapping;
import java.util.List;

/**
 * What happens to one table.
 *
 * @param create statements before the load; empty if the table is refused
 * @param deferred objects after the load; empty if the table is refused
 */
public record TablePlan(
        TableMapping mapping, List<String> create, List<DeferredObject> deferred, List<Departure> departures) {
    public TablePlan {
        create = List.copyOf(create);
        deferred = List.copyOf(deferred);
        departures = List.copyOf(departures);
    }

    public boolean isRefused() {
        return !refusals().isEmpty();
    }

    public List<Departure> refusals() {
        return departures.stream()
                .filter(departure -> departure.fidelity() == Fidelity.REFUSED)
                .toList();
    }
}
