package io.replicator.apply;

import io.replicator.change.Row;
import io.replicator.schema.ForeignKey;
import io.replicator.schema.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches one foreign key: a parent may not be deleted or renamed in the same set of writes in which a row that refers
 * to it is written, since the parent's change comes first in the set and the target's own cascade would hit the row too
 * early. And where a cascade changes the key of the referring rows, none of them may be deleted after their parent was
 * renamed, since deletes come first and would look for the new key too early.
 */
final class ReferenceGuard {
    private final KeyColumns childColumns;
    private final KeyColumns parentColumns;
    private final boolean cascades;
    private final Set<Object> touched = new HashSet<>();
    private final boolean cascadesIntoKey;
    private List<ReferenceGuard> below = List.of();
    private List<ReferenceGuard> above = List.of();
    private boolean renamed;

    ReferenceGuard(Table child, ForeignKey key, Table parent) {
        this.childColumns = new KeyColumns(child, key.columns());
        this.parentColumns = new KeyColumns(parent, key.referencedColumns());
        this.cascades = key.onDelete().changesRows() || key.onUpdate().changesRows();
        this.cascadesIntoKey =
                key.onUpdate().changesRows() && key.columns().stream().anyMatch(child.rowKey()::contains);
    }

    /**
     * Names its neighbours; the lists may still grow.
     *
     * @param toChild the foreign keys that refer to this one's child table
     * @param ofParent the foreign keys of this one's parent table
     */
    void between(List<ReferenceGuard> toChild, List<ReferenceGuard> ofParent) {
        below = toChild;
        above = ofParent;
    }

    void childWritten(Row row) {
        Object value = childColumns.of(row);
        if (value != null) {
            touched.add(value);
        }
    }

    /** Whether the parent's row cannot go yet. */
    boolean parentGoes(Row parent) {
        return isTouched(parentColumns.of(parent)) || (cascades && reachesTouched(new HashSet<>()));
    }

    /** What the log left out may be any value. */
    private boolean isTouched(@Nullable Object value) {
        return touched.contains(Row.UNKNOWN) || (value == Row.UNKNOWN ? !touched.isEmpty() : touched.contains(value));
    }

    boolean parentUpdated(Row before, Row after) {
        return isRenamed(before, after) && parentGoes(before);
    }

    private boolean isRenamed(Row before, Row after) {
        Object old = parentColumns.of(before);
        return old != null && (old == Row.UNKNOWN || !old.equals(parentColumns.of(after)));
    }

    void parentJoined(Row before, Row after) {
        renamed |= isRenamed(before, after);
    }

    /** Whether a pending change, here or further up, gives rows of the child table another key. */
    boolean movesChildren() {
        return movesChildren(new HashSet<>());
    }

    private boolean movesChildren(Set<ReferenceGuard> seen) {
        return cascadesIntoKey
                && seen.add(this)
                && (renamed || above.stream().anyMatch(reference -> reference.movesChildren(seen)));
    }

    /** A cascade may go on below the child table, to rows whose parents this batch has not seen. */
    private boolean reachesTouched(Set<ReferenceGuard> seen) {
        for (ReferenceGuard reference : below) {
            if (seen.add(reference) && (!reference.touched.isEmpty() || reference.reachesTouched(seen))) {
                return true;
            }
        }
        return false;
    }

    void clear() {
        touched.clear();
        renamed = false;
    }
}
