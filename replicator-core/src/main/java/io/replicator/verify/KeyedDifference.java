package io.replicator.verify;

import io.replicator.change.Row;
import io.replicator.dialect.TableReader;
import io.replicator.progress.ComparisonResult;
import io.replicator.typemapping.TableMapping;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Counts how the rows of a keyed table differ, and keeps keys as examples. Rows that are only on the target are counted by
 * what is left over, and looked for only if there are any. Used by one thread.
 */
final class KeyedDifference {
    private static final int EXAMPLES = 5;

    private final TableMapping mapping;
    private final TableReader target;
    private final KeyFilter sourceKeys = new KeyFilter();
    private final List<String> examples = new ArrayList<>();
    private long sourceRows;
    private long found;
    private long differing;

    KeyedDifference(TableMapping mapping, TableReader target) {
        this.mapping = mapping;
        this.target = target;
    }

    long sourceRows() {
        return sourceRows;
    }

    void compare(List<Row> sourceBatch) throws SQLException {
        if (sourceBatch.isEmpty()) {
            return;
        }
        sourceRows += sourceBatch.size();
        Map<ComparableRow, ComparableRow> onTarget = new HashMap<>();
        for (Row row : target.readByKey(sourceBatch)) {
            onTarget.put(key(row), ComparableRow.of(mapping.written(), row));
        }
        for (Row row : sourceBatch) {
            ComparableRow key = key(row);
            sourceKeys.add(key.hash());
            ComparableRow other = onTarget.get(key);
            if (other == null) {
                example(examples, key + " is missing");
            } else {
                found++;
                compareValues(key, ComparableRow.of(mapping.written(), row), other);
            }
        }
    }

    private void compareValues(ComparableRow key, ComparableRow source, ComparableRow other) {
        for (int i = 0; i < source.values().size(); i++) {
            if (!Objects.equals(source.values().get(i), other.values().get(i))) {
                differing++;
                example(
                        examples,
                        key + " differs in " + mapping.written().get(i).targetName());
                return;
            }
        }
    }

    private static void example(List<String> examples, String text) {
        if (examples.size() < EXAMPLES) {
            examples.add(text);
        }
    }

    private ComparableRow key(Row row) {
        return ComparableRow.of(mapping.key(), row);
    }

    ComparisonResult result() throws SQLException {
        long targetRows = target.count();
        long unexpected = Math.max(0, targetRows - found);
        if (unexpected > 0) {
            examples.addAll(unexpectedKeys());
        }
        return new ComparisonResult(
                mapping.source().id(), sourceRows, targetRows, differing, sourceRows - found, unexpected, examples);
    }

    private List<String> unexpectedKeys() throws SQLException {
        List<String> keys = new ArrayList<>();
        target.readAll(row -> {
            ComparableRow key = key(row);
            if (!sourceKeys.mayContain(key.hash())) {
                example(keys, key + " is only on the target");
            }
        });
        return keys;
    }
}
