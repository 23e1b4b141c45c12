package io.replicator.pipeline.ddl;

import io.replicator.capture.Redefinition.Altered;
import io.replicator.dialect.TargetSchema.DeferredObject;
import io.replicator.pipeline.plan.Plan;
import io.replicator.pipeline.plan.TablePlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The indexes, foreign keys and checks of a table that come or go with a change. */
public record IndexChanges(Altered change, Plan before, Plan after) {

    /** In an order in which they can be dropped. */
    public List<DeferredObject> gone() {
        List<DeferredObject> gone = new ArrayList<>(without(of(before), of(after)));
        Collections.reverse(gone);
        return gone;
    }

    public List<DeferredObject> come() {
        return without(of(after), of(before));
    }

    private List<DeferredObject> of(Plan plan) {
        List<DeferredObject> own = plan.tables().stream()
                .filter(table -> table.mapping().source().id().equals(change.table()))
                .map(TablePlan::deferred)
                .flatMap(List::stream)
                .toList();
        return plan.deferred().stream()
                .filter(object -> own.contains(object) && object.kind() != DeferredObject.Kind.KEY)
                .toList();
    }

    private List<DeferredObject> without(List<DeferredObject> objects, List<DeferredObject> others) {
        return objects.stream()
                .filter(object -> others.stream().noneMatch(other -> isSame(object, other)))
                .toList();
    }

    /** Columns of another name take their indexes along. */
    private boolean isSame(DeferredObject object, DeferredObject other) {
        return object.name().equals(other.name())
                && object.kind() == other.kind()
                && (!change.renamed().isEmpty() || object.ddl().equals(other.ddl()));
    }
}
