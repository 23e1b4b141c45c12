package io.replicator.progress;

import io.replicator.change.TableId;
import org.jspecify.annotations.Nullable;

/**
 * How far the comparison of one table is; immutable.
 *
 * @param rows of the source, compared so far
 * @param result {@code null} as long as there is none
 * @param error why the table cannot be compared, or {@code null}
 */
public record TableVerification(
        TableId table,
        long rows,
        @Nullable ComparisonResult result,
        @Nullable String error) {}
