package io.replicator.apply;

import io.replicator.dialect.CascadeStandIn;
import io.replicator.typemapping.TableMapping;
import java.util.List;

/**
 * What changes are applied to.
 *
 * @param standIns foreign keys between these tables that the target does not have yet
 */
public record AppliedTables(List<TableMapping> mappings, List<CascadeStandIn> standIns) {
    public AppliedTables {
        mappings = List.copyOf(mappings);
        standIns = List.copyOf(standIns);
    }

    List<CascadeStandIn> standInsOf(TableMapping parent) {
        return standIns.stream()
                .filter(standIn -> standIn.parent().equals(parent))
                .toList();
    }
}
