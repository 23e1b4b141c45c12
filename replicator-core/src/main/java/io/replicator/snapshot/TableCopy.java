package io.replicator.snapshot;

import io.replicator.checkpoint.ChunkMark;
import io.replicator.dialect.BulkLoad;
import io.replicator.dialect.SnapshotReading;
import io.replicator.dialect.SourceEngine;
import io.replicator.error.ReplicationException;
import io.replicator.progress.TableProgress;
import io.replicator.progress.TableState;
import io.replicator.schema.Table;
import io.replicator.snapshot.ChunkPlan.Chunk;
import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The copy of one table: which chunks are left, how many are under way. Any thread may call it. */
final class TableCopy {
    private static final Logger LOG = LoggerFactory.getLogger(TableCopy.class);

    private final TableMapping mapping;
    private final SourceEngine source;
    private final ChunkPlan plan;
    private final TableProgress progress;
    private final SnapshotSettings settings;
    private final long rowsDone;
    private final BulkLoad.Mode mode;
    private boolean started;
    private int underWay;

    TableCopy(
            TableMapping mapping,
            SourceEngine source,
            List<ChunkMark> done,
            TableProgress progress,
            SnapshotSettings settings,
            BulkLoad.Mode mode) {
        this.mapping = mapping;
        this.source = source;
        this.plan = new ChunkPlan(done);
        this.progress = progress;
        this.mode = mode;
        this.settings = settings;
        this.rowsDone = done.stream().mapToLong(ChunkMark::rows).sum();
        progress.expecting(mapping.source().estimatedRows());
        if (plan.isExhausted()) {
            start();
            progress.enter(TableState.COPIED);
        }
    }

    TableMapping mapping() {
        return mapping;
    }

    /** MERGE if rows of chunks without a mark may be on the target. */
    BulkLoad.Mode mode() {
        return mode;
    }

    TableProgress progress() {
        return progress;
    }

    long estimatedBytes() {
        Table table = mapping.source();
        return table.estimatedRows() * Math.max(1, table.averageRowBytes());
    }

    /** A chunk for a reader to copy, or empty if all are handed out. */
    Optional<Chunk> next(Connection reader) {
        Optional<Chunk> chunk = plan.next((after, ordinal) ->
                boundary(reader, after, settings.chunkRows(mapping.source().averageRowBytes(), ordinal)));
        if (chunk.isPresent()) {
            taken();
        }
        return chunk;
    }

    private List<String> boundary(Connection reader, List<String> after, int chunkRows) {
        Table table = mapping.source();
        SnapshotReading reading = source.snapshot();
        try {
            return reading.canChunk(table) ? reading.boundary(reader, table, after, chunkRows) : List.of();
        } catch (SQLException e) {
            throw new ReplicationException(
                    source.classify(e),
                    "Finding the next chunk of table " + table.id() + " failed: " + e.getMessage(),
                    e);
        }
    }

    private synchronized void taken() {
        if (!started) {
            start();
        }
        underWay++;
    }

    private void start() {
        started = true;
        progress.copyStarted(mapping.source().estimatedRows(), rowsDone);
    }

    /** A chunk is on the target for good. */
    synchronized void committed() {
        underWay--;
        if (underWay == 0 && plan.isExhausted()) {
            progress.enter(TableState.COPIED);
            LOG.info("Copied table {}", mapping.source().id());
        }
    }
}
