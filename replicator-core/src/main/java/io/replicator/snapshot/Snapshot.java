package io.replicator.snapshot;

import io.replicator.change.TableId;
import io.replicator.checkpoint.ChunkMark;
import io.replicator.checkpoint.ChunkMarks;
import io.replicator.dialect.BulkLoad.Mode;
import io.replicator.dialect.Endpoint;
import io.replicator.dialect.SnapshotView;
import io.replicator.dialect.SourceEngine;
import io.replicator.dialect.TargetEngine;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.progress.Progress;
import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * The initial copy: as many threads as the view has readers, each with a connection of its own to the target, share the
 * chunks of all tables. A chunk's rows and its mark are one transaction, so an interrupted copy goes on where it was.
 */
public final class Snapshot {
    private final SourceEngine source;
    private final TargetEngine target;
    private final Endpoint targetEndpoint;
    private final ChunkMarks marks;
    private final Progress progress;
    private final SnapshotSettings settings;

    public Snapshot(
            SourceEngine source,
            TargetEngine target,
            Endpoint targetEndpoint,
            ChunkMarks marks,
            Progress progress,
            SnapshotSettings settings) {
        this.source = source;
        this.target = target;
        this.targetEndpoint = targetEndpoint;
        this.marks = marks;
        this.progress = progress;
        this.settings = settings;
    }

    /**
     * Copies what has no mark yet; returns when every chunk is committed. After a failure the view's readers are broken
     * off and every thread has ended.
     *
     * @throws ReplicationException the first failure of any thread
     * @throws InterruptedException if this thread was interrupted; the copy has stopped
     */
    public void copy(SnapshotView view, List<TableMapping> mappings) throws InterruptedException {
        CopyQueue queue = queue(mappings);
        ChunkLoader loader = new ChunkLoader(source, target, marks, view.settledAt(), progress);
        OpenConnections open = new OpenConnections();
        view.readers().forEach(open::add);
        try (CopyThreads threads = new CopyThreads();
                open) {
            for (Connection reader : view.readers()) {
                threads.start(new ReaderTask(queue, loader, reader, () -> target.connect(targetEndpoint), open));
            }
            threads.await();
            open.complete();
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    /** The tables that these marks do not cover. */
    public static Set<TableId> incomplete(List<ChunkMark> marks, List<TableMapping> mappings) {
        Map<TableId, List<ChunkMark>> done = marks.stream().collect(Collectors.groupingBy(ChunkMark::table));
        return mappings.stream()
                .map(mapping -> mapping.source().id())
                .filter(table -> !new ChunkPlan(done.getOrDefault(table, List.of())).isExhausted())
                .collect(Collectors.toSet());
    }

    private CopyQueue queue(List<TableMapping> mappings) {
        Map<TableId, List<ChunkMark>> done = marks.load().stream().collect(Collectors.groupingBy(ChunkMark::table));
        Set<TableId> holdingRows = tablesHoldingUnmarkedRows(mappings);
        return new CopyQueue(mappings.stream()
                .map(mapping -> new TableCopy(
                        mapping,
                        source,
                        done.getOrDefault(mapping.source().id(), List.of()),
                        progress.table(mapping.source().id()),
                        settings,
                        holdingRows.contains(mapping.source().id()) ? Mode.MERGE : Mode.INSERT))
                .toList());
    }

    /** Where marks do not commit with rows, an interrupted session may have left rows of chunks without a mark. */
    private Set<TableId> tablesHoldingUnmarkedRows(List<TableMapping> mappings) {
        Set<TableId> holding = new HashSet<>();
        if (marks.commitWithRows()) {
            return holding;
        }
        try (Connection connection = target.connect(targetEndpoint)) {
            for (TableMapping mapping : mappings) {
                if (!target.schema().isEmpty(connection, mapping)) {
                    holding.add(mapping.source().id());
                }
            }
            return holding;
        } catch (SQLException e) {
            throw new ReplicationException(
                    target.classify(e), "Looking for rows in the target tables failed: " + e.getMessage(), e);
        }
    }

    private static ReplicationException failure(Throwable cause) {
        if (cause instanceof ReplicationException changed && changed.kind() == ErrorKind.SCHEMA_CHANGED) {
            // The next session looks at the catalog and knows what to do about it.
            return new ReplicationException(
                    ErrorKind.CONFLICT, "A table changed while it was copied: " + changed.getMessage(), changed);
        }
        return cause instanceof ReplicationException known
                ? known
                : new ReplicationException(ErrorKind.INTERNAL, "The snapshot failed: " + cause, cause);
    }
}
