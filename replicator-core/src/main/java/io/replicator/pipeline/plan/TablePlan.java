package io.replicator.pipeline.plan;

import io.replicator.dialect.TargetSchema.DeferredObject;
import io.replicator.typemapping.Departure;
import io.replicator.typemapping.Fidelity;
import io.replicator.typemapping.TableMapping;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What happens to one table.
 *
 * @param create statements before the load; empty if the table is refused
 * @param deferred objects after the load; empty if the table is refused
 */
public record TablePlan(
        TableMapping mapping, List<String> create, List<DeferredObject> deferred, List<Departure> departures) {
    private static final List<Fidelity> SEVERITY =
            List.of(Fidelity.EQUAL, Fidelity.WIDER, Fidelity.NOT_MIGRATED, Fidelity.LOSSY, Fidelity.REFUSED);

    public TablePlan {
        create = List.copyOf(create);
        deferred = List.copyOf(deferred);
        departures = List.copyOf(departures);
    }

    /** The statements before the first row: the table, and the key by which its rows are found. */
    public List<String> before() {
        return Stream.concat(create.stream(), ddl(true)).toList();
    }

    /** The statements after the load. */
    public List<String> after() {
        return ddl(false).toList();
    }

    private Stream<String> ddl(boolean key) {
        return deferred.stream()
                .filter(object -> (object.kind() == DeferredObject.Kind.KEY) == key)
                .map(DeferredObject::ddl);
    }

    public boolean isRefused() {
        return has(Fidelity.REFUSED);
    }

    /** Whether one of its columns or departures is of this class. */
    boolean has(Fidelity fidelity) {
        return fidelities().anyMatch(fidelity::equals);
    }

    /** The class of what departs most; a value that may be lost counts more than an object that is left out. */
    Fidelity fidelity() {
        return fidelities().max(Comparator.comparing(SEVERITY::indexOf)).orElse(Fidelity.EQUAL);
    }

    private Stream<Fidelity> fidelities() {
        return Stream.concat(
                mapping.columns().stream().map(column -> column.type().fidelity()),
                departures.stream().map(Departure::fidelity));
    }

    public List<Departure> refusals() {
        return departures.stream()
                .filter(departure -> departure.fidelity() == Fidelity.REFUSED)
                .toList();
    }
}
