package io.replicator.capture.debezium;

import io.debezium.connector.mysql.MySqlOffsetContext;
import io.debezium.connector.mysql.MySqlPartition;
import io.debezium.pipeline.notification.NotificationService;
import io.debezium.pipeline.signal.actions.snapshotting.SnapshotConfiguration;
import io.debezium.pipeline.source.SnapshottingTask;
import io.debezium.pipeline.source.spi.ChangeEventSourceFactory;
import io.debezium.pipeline.source.spi.SnapshotChangeEventSource;
import io.debezium.pipeline.source.spi.SnapshotProgressListener;
import io.debezium.pipeline.source.spi.StreamingChangeEventSource;
import io.debezium.pipeline.spi.SnapshotResult;
import io.debezium.snapshot.SnapshotterService;
import io.debezium.snapshot.mode.NeverSnapshotter;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Gives Debezium's coordinator a stream and no snapshot, which is ours to take. */
final class StreamOnly implements ChangeEventSourceFactory<MySqlPartition, MySqlOffsetContext> {
    private final Supplier<StreamingChangeEventSource<MySqlPartition, MySqlOffsetContext>> stream;

    StreamOnly(Supplier<StreamingChangeEventSource<MySqlPartition, MySqlOffsetContext>> stream) {
        this.stream = stream;
    }

    static SnapshotterService snapshotter() {
        return new SnapshotterService(new NeverSnapshotter(), null, null);
    }

    @Override
    public StreamingChangeEventSource<MySqlPartition, MySqlOffsetContext> getStreamingChangeEventSource() {
        return stream.get();
    }

    @Override
    public SnapshotChangeEventSource<MySqlPartition, MySqlOffsetContext> getSnapshotChangeEventSource(
            SnapshotProgressListener<MySqlPartition> progress,
            NotificationService<MySqlPartition, MySqlOffsetContext> notifications) {
        return new NoSnapshot();
    }

    private static final class NoSnapshot implements SnapshotChangeEventSource<MySqlPartition, MySqlOffsetContext> {

        @Override
        public SnapshotResult<MySqlOffsetContext> execute(
                ChangeEventSourceContext context,
                MySqlPartition partition,
                MySqlOffsetContext offset,
                SnapshottingTask task) {
            return SnapshotResult.skipped(offset);
        }

        @Override
        public SnapshottingTask getSnapshottingTask(MySqlPartition partition, MySqlOffsetContext offset) {
            return new SnapshottingTask(false, false, List.of(), Map.of(), false);
        }

        @Override
        public SnapshottingTask getBlockingSnapshottingTask(
                MySqlPartition partition, MySqlOffsetContext offset, SnapshotConfiguration configuration) {
            throw new UnsupportedOperationException("there are no snapshots here");
        }
    }
}
