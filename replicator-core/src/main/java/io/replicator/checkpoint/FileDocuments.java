package io.replicator.checkpoint;

import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What {@link FileCheckpointStore} writes, as JSON. */
final class FileDocuments {
    private FileDocuments() {}

    /** The file of the position. @param next what is about to be committed, or {@code null} */
    record PositionDocument(
            String pipeline,
            String sourceIdentity,
            TreeMap<String, String> position,
            boolean snapshotComplete,
            long rowsApplied,
            @Nullable NextDocument next) {
        static PositionDocument of(String pipeline, Checkpoint checkpoint, @Nullable NextDocument next) {
            return new PositionDocument(
                    pipeline,
                    checkpoint.sourceIdentity(),
                    new TreeMap<>(checkpoint.position().coordinates()),
                    checkpoint.snapshotComplete(),
                    checkpoint.rowsApplied(),
                    next);
        }

        Checkpoint checkpoint() {
            return new Checkpoint(sourceIdentity, new SourcePosition(position), snapshotComplete, rowsApplied);
        }
    }

    /** The position that counts once the target's transaction is committed. */
    record NextDocument(TreeMap<String, String> position, long rows, String transaction) {
        Checkpoint after(Checkpoint last) {
            return new Checkpoint(
                    last.sourceIdentity(),
                    new SourcePosition(position),
                    last.snapshotComplete(),
                    last.rowsApplied() + rows);
        }
    }

    /** The file beside it. @param redefinedAt the position of the tables, where that of the other file is not yet */
    record SnapshotDocument(
            List<MarkDocument> marks,
            List<TableDocument> tables,
            @Nullable TreeMap<String, String> redefinedAt) {}

    /** A table in that file. @param definition as {@link TableJson} writes it */
    record TableDocument(String definition, boolean stoppedAtChange) {
        static TableDocument of(CapturedTable captured) {
            return new TableDocument(TableJson.write(captured.table()), captured.stoppedAtChange());
        }

        CapturedTable captured() {
            return new CapturedTable(TableJson.read(definition), stoppedAtChange);
        }
    }

    /** A chunk mark in that file. */
    record MarkDocument(
            String schema,
            String table,
            int ordinal,
            List<String> after,
            List<String> upTo,
            TreeMap<String, String> position,
            long rows) {
        static MarkDocument of(ChunkMark mark) {
            return new MarkDocument(
                    mark.table().schema(),
                    mark.table().name(),
                    mark.ordinal(),
                    mark.after(),
                    mark.upTo(),
                    new TreeMap<>(mark.position().coordinates()),
                    mark.rows());
        }

        ChunkMark mark() {
            return new ChunkMark(new TableId(schema, table), ordinal, after, upTo, new SourcePosition(position), rows);
        }
    }
}
