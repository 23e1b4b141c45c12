package io.replicator.pipeline;

import io.replicator.change.TableId;
import io.replicator.dialect.CascadeStandIn;
import io.replicator.schema.ForeignKey;
import io.replicator.typemapping.TableMapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the source's foreign keys change by themselves, which its log does not tell, matters while the stream is applied
 * over chunks of later positions.
 *
 * <p>Children of a parent whose deletes are all logged need a stand-in for ON DELETE only: each of their rows is right
 * after its last logged change or its parent's delete, whatever it was before. For all others that is not so: a parent's
 * key may change, or the parent itself may be deleted by a cascade, or come back too early and take with it, when it is
 * deleted once more, a row that no change brings back. They are exact: copied as a whole at one position, and nothing
 * before that position is applied to them.
 *
 * @param logged whether the source's log tells of them after all; then only the missing key of a table is left to mind
 */
record CascadeRules(List<TableMapping> mappings, boolean logged) {

    /** The tables that must be copied at one position, also those without a key, whose changes must not be repeated. */
    Set<TableId> exactTables() {
        Set<TableId> exact = new HashSet<>();
        mappings.stream()
                .filter(mapping -> !mapping.source().hasRowKey())
                .forEach(mapping -> exact.add(mapping.source().id()));
        if (!logged) {
            addCascaded(exact);
        }
        return exact;
    }

    /** Those of them that are so because of foreign keys. */
    Set<TableId> cascadedTables() {
        Set<TableId> cascaded = new HashSet<>();
        if (!logged) {
            addCascaded(cascaded);
        }
        return cascaded;
    }

    /** Another table whose rows change with those of this one, without a word in the log. */
    Optional<TableId> changedBy(TableId parent) {
        return children(key -> key.referencedTable().equals(parent)
                        && (key.onDelete().changesRows() || key.onUpdate().changesRows()))
                .stream()
                .filter(child -> !logged && !child.equals(parent))
                .findFirst();
    }

    /** The table and all that foreign keys connect it with, in either direction. */
    Set<TableId> connected(TableId table) {
        Set<TableId> connected = new HashSet<>(Set.of(table));
        boolean grown = true;
        while (grown) {
            grown = false;
            for (TableMapping child : mappings) {
                for (ForeignKey key : child.source().foreignKeys()) {
                    if (connected.contains(child.source().id()) || connected.contains(key.referencedTable())) {
                        grown |= connected.add(child.source().id());
                        grown |= connected.add(key.referencedTable());
                    }
                }
            }
        }
        return connected;
    }

    private void addCascaded(Set<TableId> exact) {
        Set<TableId> cascaded = new HashSet<>(children(key -> key.onDelete() == ForeignKey.Action.CASCADE));
        exact.addAll(children(key -> key.onUpdate().changesRows()
                || (key.onDelete().changesRows() && cascaded.contains(key.referencedTable()))));
        boolean grown = true;
        while (grown) {
            grown = exact.addAll(
                    children(key -> key.onDelete().changesRows() && exact.contains(key.referencedTable())));
        }
    }

    /** The foreign keys whose ON DELETE must be carried out as long as the target does not have them. */
    List<CascadeStandIn> standIns() {
        List<CascadeStandIn> standIns = new ArrayList<>();
        if (logged) {
            return standIns;
        }
        Set<TableId> exact = exactTables();
        for (TableMapping child : mappings) {
            for (ForeignKey key : child.source().foreignKeys()) {
                if (key.onDelete().changesRows()
                        && !exact.contains(child.source().id())) {
                    parent(key).ifPresent(parent -> standIns.add(new CascadeStandIn(child, key, parent)));
                }
            }
        }
        return standIns;
    }

    private Optional<TableMapping> parent(ForeignKey key) {
        return mappings.stream()
                .filter(mapping -> mapping.source().id().equals(key.referencedTable()))
                .findFirst();
    }

    private List<TableId> children(Predicate<ForeignKey> by) {
        return mappings.stream()
                .filter(mapping -> mapping.source().foreignKeys().stream().anyMatch(by))
                .map(mapping -> mapping.source().id())
                .toList();
    }
}
