package io.replicator.snapshot;

import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.snapshot.CopyQueue.Job;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;

/** The work of one thread of a snapshot: copies chunk after chunk until none is left. */
record ReaderTask(
        CopyQueue queue, ChunkLoader loader, Connection reader, Supplier<Connection> target, OpenConnections open)
        implements Runnable {

    @Override
    public void run() {
        try (Connection writer = target.get()) {
            open.add(writer);
            Optional<Job> job = queue.next(reader);
            while (job.isPresent()) {
                copy(job.get(), writer);
                job = queue.next(reader);
            }
        } catch (SQLException e) {
            throw new ReplicationException(
                    ErrorKind.CONNECTION, "Closing a connection to the target failed: " + e.getMessage(), e);
        }
    }

    private void copy(Job job, Connection writer) {
        try {
            loader.load(job, reader, writer);
        } catch (ReplicationException e) {
            if (!open.isAborted()) {
                job.table().progress().failed(e.explained());
            }
            throw e;
        }
    }
}
