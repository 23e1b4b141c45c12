package io.replicator.app;

import io.replicator.app.status.StatusDocument;
import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import io.replicator.checkpoint.CapturedTable;
import io.replicator.checkpoint.Checkpoint;
import io.replicator.checkpoint.CheckpointStore;
import io.replicator.checkpoint.ChunkMark;
import io.replicator.progress.TableState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A pipeline's stored checkpoint, as far as it tells an operator something while no process runs.
 *
 * @param rowsApplied row changes applied since the pipeline was created
 */
record CheckpointView(
        SourcePosition position, boolean snapshotComplete, long rowsApplied, List<StatusDocument.Table> tables) {
    CheckpointView {
        tables = List.copyOf(tables);
    }

    /** Reads without becoming the writer. */
    static Optional<CheckpointView> read(CheckpointStore store) {
        return store.load()
                .map(checkpoint -> new CheckpointView(
                        checkpoint.position(),
                        checkpoint.snapshotComplete(),
                        checkpoint.rowsApplied(),
                        tables(store, checkpoint)));
    }

    private static List<StatusDocument.Table> tables(CheckpointStore store, Checkpoint checkpoint) {
        Map<TableId, List<ChunkMark>> marks =
                store.chunkMarks().load().stream().collect(Collectors.groupingBy(ChunkMark::table));
        return store.tables().stream()
                .map(table ->
                        table(table, marks.getOrDefault(table.table().id(), List.of()), checkpoint.snapshotComplete()))
                .toList();
    }

    private static StatusDocument.Table table(CapturedTable table, List<ChunkMark> marks, boolean snapshotComplete) {
        long copied = marks.stream().mapToLong(ChunkMark::rows).sum();
        TableState copying = marks.isEmpty() ? TableState.PENDING : TableState.COPYING;
        return new StatusDocument.Table(
                table.table().id().toString(),
                snapshotComplete ? TableState.COPIED : copying,
                copied,
                Math.max(copied, table.table().estimatedRows()),
                null,
                0,
                table.stoppedAtChange() ? "changed its structure at the source" : null);
    }
}
