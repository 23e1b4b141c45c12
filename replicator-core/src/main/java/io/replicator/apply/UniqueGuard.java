package io.replicator.apply;

import io.replicator.change.Row;
import io.replicator.schema.Index;
import io.replicator.schema.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches one secondary unique key: a value that one row gives up by an update may not be taken by another row in the
 * same set of writes, since the order of rows inside a set is not kept. Values given up by deletes are free, because
 * deletes are written first.
 */
final class UniqueGuard {
    private final @Nullable KeyColumns columns;
    private final Set<Object> givenUp = new HashSet<>();

    UniqueGuard(Table table, Index index) {
        List<String> names = index.parts().stream()
                .map(Index.Part::column)
                .filter(Objects::nonNull)
                .toList();
        this.columns = index.isPlain() ? new KeyColumns(table, names) : null;
    }

    /** @param before {@code null} for an insert */
    boolean conflicts(@Nullable Row before, Row after) {
        Object taken = value(after);
        if (taken == null || givenUp.isEmpty()) {
            return false;
        }
        boolean kept = before != null && taken != Row.UNKNOWN && taken.equals(value(before));
        return !kept && (taken == Row.UNKNOWN || givenUp.contains(Row.UNKNOWN) || givenUp.contains(taken));
    }

    void updated(Row before, Row after) {
        Object old = value(before);
        if (old != null && (old == Row.UNKNOWN || !old.equals(value(after)))) {
            givenUp.add(old);
        }
    }

    /** Unknown, which is taken for any, also where equality of the index is not equality of the columns. */
    private @Nullable Object value(Row row) {
        return columns == null ? Row.UNKNOWN : columns.of(row);
    }

    void clear() {
        givenUp.clear();
    }
}
