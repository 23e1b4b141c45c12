package io.replicator.checkpoint;

import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import java.util.List;

/**
 * Says that the rows of one key range are on the target.
 *
 * @param ordinal place of the chunk in key order, from 0; the next chunk's {@code after} is this one's {@code upTo}
 * @param after exclusive lower key bound, empty for the table's beginning
 * @param upTo inclusive upper key bound, empty for the table's end
 * @param position state of the source in which the rows were read
 */
public record ChunkMark(
        TableId table, int ordinal, List<String> after, List<String> upTo, SourcePosition position, long rows) {
    public ChunkMark {
        after = List.copyOf(after);
        upTo = List.copyOf(upTo);
    }

    public boolean isLast() {
        return upTo.isEmpty();
    }
}
