package io.replicator.checkpoint;

import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import io.replicator.schema.Table;
import java.util.List;

/**
 * Other structures of tables, from a position on.
 *
 * @param position where the log goes on with them
 * @param tables as they are there
 * @param gone tables that are not replicated any longer
 */
public record Redefined(SourcePosition position, List<Table> tables, List<TableId> gone) {
    public Redefined {
        tables = List.copyOf(tables);
        gone = List.copyOf(gone);
    }
}
