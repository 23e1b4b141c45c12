package io.replicator.pipeline;

import io.replicator.capture.Redefinition;
import io.replicator.capture.Redefinition.Altered;
import io.replicator.capture.Redefinition.Created;
import io.replicator.capture.Redefinition.Dropped;
import io.replicator.change.TableId;
import io.replicator.pipeline.plan.Plan;
import io.replicator.schema.Table;
import io.replicator.typemapping.TableMapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The captured tables behind a change.
 *
 * @param tables all of them
 * @param changed those that the change concerned
 */
record NextStructure(List<Table> tables, List<Table> changed, List<TableId> gone) {

    /** @param catalog takes the place of what cannot be derived */
    static NextStructure of(Plan plan, List<Redefinition> effects, List<Table> catalog) {
        Map<TableId, Table> tables = new LinkedHashMap<>();
        plan.mappings().values().stream().map(TableMapping::source).forEach(table -> tables.put(table.id(), table));
        List<Table> changed = new ArrayList<>();
        List<TableId> gone = new ArrayList<>();
        for (Redefinition effect : effects) {
            if (effect instanceof Altered altered) {
                changed.add(altered.after());
            } else if (effect instanceof Created created) {
                changed.add(created.after());
            } else if (effect instanceof Dropped) {
                gone.add(effect.table());
            } else {
                adopt(effect.table(), catalog, changed, gone);
            }
        }
        changed.forEach(table -> tables.put(table.id(), table));
        gone.forEach(tables::remove);
        return new NextStructure(List.copyOf(tables.values()), changed, gone);
    }

    private static void adopt(TableId table, List<Table> catalog, List<Table> changed, List<TableId> gone) {
        Optional<Table> now =
                catalog.stream().filter(each -> each.id().equals(table)).findFirst();
        if (now.isEmpty()) {
            gone.add(table);
        } else {
            changed.add(now.get());
        }
    }
}
