package io.replicator.apply;

import io.replicator.change.ChangeEvent.RowDeleted;
import io.replicator.change.ChangeEvent.RowInserted;
import io.replicator.change.ChangeEvent.RowUpdated;
import io.replicator.change.Row;
import io.replicator.dialect.TableWriter;
import io.replicator.schema.Index;
import io.replicator.typemapping.TableMapping;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The changes of one table that are not yet written, folded to at most one delete and one upsert per key. A row that is
 * deleted and inserted again keeps both, so that the target's cascades happen as they did at the source. Of a table
 * without a primary key only inserts are kept here.
 */
final class TableChanges {
    private final TableMapping mapping;
    private final KeyColumns key;
    private final List<UniqueGuard> uniques;
    private final List<ReferenceGuard> asChild = new ArrayList<>();
    private final List<ReferenceGuard> asParent = new ArrayList<>();
    private final List<TableChanges> parents = new ArrayList<>();
    private final Map<Object, Row> deletes = new LinkedHashMap<>();
    private final Map<Object, Row> upserts = new LinkedHashMap<>();
    private final List<RowUpdated> moves = new ArrayList<>();
    private final Set<Object> movedKeys = new HashSet<>();

    TableChanges(TableMapping mapping) {
        this.mapping = mapping;
        this.key = new KeyColumns(mapping.source(), mapping.source().rowKey());
        this.uniques = mapping.source().indexes().stream()
                .filter(Index::unique)
                .filter(index -> !mapping.source().keyIndex().equals(Optional.of(index)))
                .map(index -> new UniqueGuard(mapping.source(), index))
                .toList();
    }

    boolean isKeyed() {
        return mapping.source().hasRowKey();
    }

    void refersBy(ReferenceGuard reference, TableChanges parent) {
        asChild.add(reference);
        parents.add(parent);
    }

    void referredBy(ReferenceGuard reference) {
        asParent.add(reference);
    }

    List<ReferenceGuard> asChild() {
        return asChild;
    }

    List<ReferenceGuard> asParent() {
        return asParent;
    }

    boolean insert(RowInserted change) {
        Object at = isKeyed() ? keyOf(change.after()) : new Object();
        if (movedKeys.contains(at) || uniques.stream().anyMatch(unique -> unique.conflicts(null, change.after()))) {
            return false;
        }
        write(at, change.after());
        return true;
    }

    boolean update(RowUpdated change) {
        Object from = keyOf(change.before());
        Object to = keyOf(change.after());
        if (mustWait(change, from, to)) {
            return false;
        }
        uniques.forEach(unique -> unique.updated(change.before(), change.after()));
        asParent.forEach(reference -> reference.parentJoined(change.before(), change.after()));
        asChild.forEach(reference -> reference.childWritten(change.before()));
        if (from.equals(to)) {
            write(to, change.after());
        } else {
            asChild.forEach(reference -> reference.childWritten(change.after()));
            movedKeys.add(from);
            movedKeys.add(to);
            moves.add(change);
        }
        return true;
    }

    private boolean mustWait(RowUpdated change, Object from, Object to) {
        return movedKeys.contains(from)
                || movedKeys.contains(to)
                || (!from.equals(to) && (isPending(from) || isPending(to) || mayMoveToNewParent()))
                || uniques.stream().anyMatch(unique -> unique.conflicts(change.before(), change.after()))
                || asParent.stream().anyMatch(ref -> ref.parentUpdated(change.before(), change.after()));
    }

    /** Moves come before upserts; not every target lets a row wait for its parent. */
    private boolean mayMoveToNewParent() {
        return parents.stream().anyMatch(parent -> !parent.upserts.isEmpty());
    }

    private boolean isPending(Object at) {
        return deletes.containsKey(at) || upserts.containsKey(at);
    }

    private void write(Object at, Row row) {
        asChild.forEach(reference -> reference.childWritten(row));
        Row pending = upserts.get(at);
        upserts.put(at, pending == null ? row : row.over(pending));
    }

    boolean delete(RowDeleted change) {
        Object at = keyOf(change.before());
        if (movedKeys.contains(at)
                || (deletes.containsKey(at) && !asParent.isEmpty())
                || asParent.stream().anyMatch(ref -> ref.parentGoes(change.before()))
                || asChild.stream().anyMatch(ReferenceGuard::movesChildren)) {
            return false;
        }
        upserts.remove(at);
        deletes.put(at, change.before());
        return true;
    }

    private Object keyOf(Row row) {
        return Objects.requireNonNull(key.of(row), "a primary key holds no NULL");
    }

    void writeDeletes(TableWriter writer) throws SQLException {
        if (!deletes.isEmpty()) {
            writer.delete(List.copyOf(deletes.values()));
        }
    }

    void writeMoves(TableWriter writer) throws SQLException {
        if (!moves.isEmpty()) {
            writer.moveKey(moves);
        }
    }

    void writeUpserts(TableWriter writer) throws SQLException {
        if (upserts.isEmpty()) {
            return;
        }
        if (!isKeyed()) {
            writer.insertWhole(List.copyOf(upserts.values()));
            return;
        }
        Map<Boolean, List<Row>> rows = upserts.values().stream().collect(Collectors.partitioningBy(Row::isWhole));
        if (!rows.get(true).isEmpty()) {
            writer.upsert(rows.get(true));
        }
        if (!rows.get(false).isEmpty()) {
            writer.update(rows.get(false));
        }
    }

    void clear() {
        deletes.clear();
        upserts.clear();
        moves.clear();
        movedKeys.clear();
        uniques.forEach(UniqueGuard::clear);
        asChild.forEach(ReferenceGuard::clear);
    }
}
