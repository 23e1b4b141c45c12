package io.replicator.progress;

import io.replicator.change.TableId;
import java.util.List;

/**
 * What a comparison of one table found.
 *
 * @param differing rows that are on both sides and not equal
 * @param missing rows that are only on the source
 * @param unexpected rows that are only on the target
 * @param examples the first few of them: primary keys, with what is wrong
 */
public record ComparisonResult(
        TableId table,
        long sourceRows,
        long targetRows,
        long differing,
        long missing,
        long unexpected,
        List<String> examples) {
    public ComparisonResult {
        examples = List.copyOf(examples);
    }

    /** Rows that are not the same on both sides. */
    public long discrepancies() {
        return differing + missing + unexpected;
    }

    public boolean isEqual() {
        return discrepancies() == 0 && sourceRows == targetRows;
    }
}
