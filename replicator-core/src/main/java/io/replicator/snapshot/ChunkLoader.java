package io.replicator.snapshot;

import io.replicator.change.SourcePosition;
import io.replicator.checkpoint.ChunkMark;
import io.replicator.checkpoint.ChunkMarks;
import io.replicator.dialect.BulkLoad;
import io.replicator.dialect.SourceEngine;
import io.replicator.dialect.TableWriter;
import io.replicator.dialect.TargetEngine;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.progress.Progress;
import io.replicator.schema.Column;
import io.replicator.snapshot.CopyQueue.Job;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies one chunk in one transaction of the target: its rows, then its mark. Stateless. */
record ChunkLoader(
        SourceEngine source, TargetEngine target, ChunkMarks marks, SourcePosition position, Progress progress) {

    void load(Job job, Connection reader, Connection writer) {
        try {
            long rows = copy(job, reader, writer);
            ChunkMark mark = new ChunkMark(
                    job.table().mapping().source().id(),
                    job.chunk().ordinal(),
                    job.chunk().after(),
                    job.chunk().upTo(),
                    position,
                    rows);
            marks.record(writer, mark);
            writer.commit();
            marks.committed(mark);
            job.table().committed();
        } catch (SQLException e) {
            throw failure(job, target.classify(e), "writing to the target failed: " + e.getMessage(), e);
        } catch (ReplicationException e) {
            throw failure(job, e.kind(), e.getMessage(), e);
        }
    }

    private long copy(Job job, Connection reader, Connection writer) throws SQLException {
        TableMapping mapping = job.table().mapping();
        BulkLoad.Mode mode = job.table().mode();
        if (mode == BulkLoad.Mode.MERGE && !mapping.source().hasRowKey()) {
            empty(mapping, writer);
            mode = BulkLoad.Mode.INSERT;
        }
        try (PreparedStatement select = select(job, reader);
                ResultSet rows = query(select);
                UnreadRows unread = new UnreadRows(reader);
                BulkLoad load = target.bulkLoad(writer, mapping, mode)) {
            new RowTransfer(rows, source.snapshot(), columns(mapping), this::sourceFailure)
                    .run(load, count -> copied(job, count));
            unread.allRead();
            return load.finish();
        }
    }

    private void copied(Job job, int rows) {
        job.table().progress().copied(rows);
        progress.alive();
    }

    /** A table without a key cannot be merged; it is one chunk, so that nothing else is lost. */
    private void empty(TableMapping mapping, Connection writer) throws SQLException {
        try (TableWriter table = target.writer(writer, mapping)) {
            table.truncate();
        }
    }

    private PreparedStatement select(Job job, Connection reader) {
        TableMapping mapping = job.table().mapping();
        try {
            return source.snapshot()
                    .select(
                            reader,
                            mapping.source(),
                            columns(mapping),
                            job.chunk().after(),
                            job.chunk().upTo());
        } catch (SQLException e) {
            throw sourceFailure(e);
        }
    }

    private ResultSet query(PreparedStatement select) {
        try {
            return select.executeQuery();
        } catch (SQLException e) {
            throw sourceFailure(e);
        }
    }

    private static List<Column> columns(TableMapping mapping) {
        return mapping.written().stream().map(ColumnMapping::source).toList();
    }

    private ReplicationException sourceFailure(SQLException e) {
        return new ReplicationException(source.classify(e), "reading from the source failed: " + e.getMessage(), e);
    }

    private static ReplicationException failure(Job job, ErrorKind kind, @Nullable String what, Exception cause) {
        String message = "Copying table " + job.table().mapping().source().id() + ", chunk "
                + job.chunk().ordinal() + ": " + what;
        return new ReplicationException(kind, message, cause);
    }
}
