package io.replicator.apply;

import io.replicator.change.TableId;
import io.replicator.schema.ForeignKey;
import io.replicator.typemapping.TableMapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Orders tables so that a referenced table comes before those that refer to it; cycles are broken anywhere. */
final class ParentsFirst {
    private final Map<TableId, TableMapping> tables = new LinkedHashMap<>();
    private final Set<TableId> visited = new HashSet<>();
    private final List<TableId> ordered = new ArrayList<>();

    private ParentsFirst(List<TableMapping> mappings) {
        mappings.forEach(mapping -> tables.put(mapping.source().id(), mapping));
    }

    static List<TableId> order(List<TableMapping> mappings) {
        ParentsFirst order = new ParentsFirst(mappings);
        order.tables.keySet().forEach(order::visit);
        return List.copyOf(order.ordered);
    }

    private void visit(TableId id) {
        TableMapping table = tables.get(id);
        if (table == null || !visited.add(id)) {
            return;
        }
        for (ForeignKey key : table.source().foreignKeys()) {
            visit(key.referencedTable());
        }
        ordered.add(id);
    }
}
