package io.replicator.verify;

import io.replicator.change.TableId;
import java.util.List;

/**
 * What a comparison of one table found.
 *
 * @param differing rows that are on both sides and not equal, plus rows that are only on one
 * @param examples primary keys of the first few of them, with what is wrong
 */
public record ComparisonResult(TableId table, long sourceRows, long targetRows, long differing, List<String> examples) {
    public ComparisonResult {
        examples = List.copyOf(examples);
    }

    public boolean isEqual() {
        return differing == 0 && sourceRows == targetRows;
    }
}
