package io.replicator.pipeline;

import io.replicator.change.ChangeEvent;
import io.replicator.change.ChangeEvent.SchemaChanged;
import io.replicator.change.ChangeEvent.TableChange;
import io.replicator.change.ChangeEvent.TransactionStarted;
import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import io.replicator.dialect.SourceEngine;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Leaves out changes that a copy already contains, for tables where applying them again would double rows: those without
 * a key. Owned by the applying thread.
 */
final class AlreadyCopied {
    private final SourceEngine engine;
    private final Map<TableId, SourcePosition> exactPositions;
    private final Set<TableId> skipped = new HashSet<>();

    /** @param exactPositions per table without a key, the position at which it was copied */
    AlreadyCopied(SourceEngine engine, Map<TableId, SourcePosition> exactPositions) {
        this.engine = engine;
        this.exactPositions = exactPositions;
    }

    boolean contains(ChangeEvent event) {
        if (event instanceof TransactionStarted started && !exactPositions.isEmpty()) {
            skipped.clear();
            exactPositions.forEach((table, copiedAt) -> {
                if (engine.compare(started.before(), copiedAt) < 0) {
                    skipped.add(table);
                }
            });
        }
        return event instanceof TableChange change
                && !(change instanceof SchemaChanged)
                && skipped.contains(change.table());
    }
}
