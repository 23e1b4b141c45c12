package io.replicator.verify;

import io.replicator.change.Row;
import io.replicator.dialect.TableReader;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts how the rows of a keyed table differ. Used by one thread. */
final class KeyedDifference {
    private static final int EXAMPLES = 5;

    private final TableMapping mapping;
    private final TableReader target;
    private final List<String> examples = new ArrayList<>();
    private long sourceRows;
    private long found;
    private long differing;

    KeyedDifference(TableMapping mapping, TableReader target) {
        this.mapping = mapping;
        this.target = target;
    }

    void compare(List<Row> sourceBatch) throws SQLException {
        if (sourceBatch.isEmpty()) {
            return;
        }
        sourceRows += sourceBatch.size();
        Map<List<@Nullable Object>, List<@Nullable Object>> onTarget = new HashMap<>();
        for (Row row : target.readByKey(sourceBatch)) {
            onTarget.put(comparable(mapping.key(), row), comparable(mapping.written(), row));
        }
        for (Row row : sourceBatch) {
            List<@Nullable Object> key = comparable(mapping.key(), row);
            List<@Nullable Object> other = onTarget.get(key);
            if (other == null) {
                differs(key, "is missing");
            } else {
                found++;
                compareValues(key, comparable(mapping.written(), row), other);
            }
        }
    }

    private void compareValues(
            List<@Nullable Object> key, List<@Nullable Object> source, List<@Nullable Object> other) {
        for (int i = 0; i < source.size(); i++) {
            if (!Objects.equals(source.get(i), other.get(i))) {
                differs(key, "differs in " + mapping.written().get(i).targetName());
                return;
            }
        }
    }

    private void differs(List<@Nullable Object> key, String how) {
        differing++;
        if (examples.size() < EXAMPLES) {
            examples.add(key + " " + how);
        }
    }

    private static List<@Nullable Object> comparable(List<ColumnMapping> columns, Row row) {
        List<@Nullable Object> values = new ArrayList<>(columns.size());
        for (ColumnMapping column : columns) {
            values.add(ComparableForm.of(column.source().type(), row.get(column.ordinal())));
        }
        return values;
    }

    ComparisonResult result() throws SQLException {
        long targetRows = target.count();
        long onlyOnTarget = Math.max(0, targetRows - found);
        if (onlyOnTarget > 0) {
            examples.add(onlyOnTarget + " rows are only on the target");
        }
        return new ComparisonResult(mapping.source().id(), sourceRows, targetRows, differing + onlyOnTarget, examples);
    }
}
