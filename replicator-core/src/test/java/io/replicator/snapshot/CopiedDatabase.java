package io.replicator.snapshot;

import io.replicator.change.SourcePosition;
import io.replicator.checkpoint.Checkpoint;
import io.replicator.checkpoint.CheckpointStore;
import io.replicator.checkpoint.ChunkMarks;
import io.replicator.checkpoint.TableCheckpointStore;
import io.replicator.dialect.SnapshotView;
import io.replicator.dialect.mysql.MySqlSource;
import io.replicator.dialect.postgresql.PostgresTarget;
import io.replicator.fixture.Mappings;
import io.replicator.fixture.SharedServers;
import io.replicator.fixture.TestDatabase;
import io.replicator.progress.Progress;
import io.replicator.schema.Table;
import io.replicator.typemapping.TableMapping;
import io.replicator.typemapping.ValuePolicies;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** A MySQL database, a PostgreSQL database and what copies the one to the other. */
final class CopiedDatabase implements AutoCloseable {
    private final MySqlSource sourceEngine = new MySqlSource();
    private final PostgresTarget targetEngine = new PostgresTarget();
    private final Progress progress = new Progress("test", Clock.systemUTC());
    private final TestDatabase source;
    private final TestDatabase target;

    CopiedDatabase() throws SQLException {
        source = TestDatabase.on(SharedServers.mySql());
        target = TestDatabase.on(SharedServers.postgreSql());
        source.execute("SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO', time_zone = '+00:00'");
    }

    TestDatabase source() {
        return source;
    }

    TestDatabase target() {
        return target;
    }

    Progress progress() {
        return progress;
    }

    List<TableMapping> mappings(ValuePolicies policies) throws SQLException {
        try (Connection connection = sourceEngine.connect(source.endpoint())) {
            List<Table> tables = sourceEngine.tables(connection, id -> true);
            return Mappings.of(tables, targetEngine, policies);
        }
    }

    /** Creates the target tables and copies everything. */
    void copyAll(ValuePolicies policies) throws SQLException, InterruptedException {
        createTables(policies);
        copy(new MemoryMarks(true), policies, 2, 1000);
    }

    void createTables(ValuePolicies policies) throws SQLException {
        Mappings.create(mappings(policies), targetEngine, target.connection());
    }

    /** The checkpoint on the target, taken over from whoever held it. */
    CheckpointStore checkpoint() throws SQLException {
        CheckpointStore store =
                new TableCheckpointStore("test", targetEngine, targetEngine.connect(target.endpoint()), "public");
        if (!store.tryAcquire()) {
            throw new IllegalStateException("another store holds the pipeline");
        }
        if (store.load().isEmpty()) {
            store.create(new Checkpoint("source", new SourcePosition(Map.of()), false, 0), List.of());
        }
        return store;
    }

    void copy(ChunkMarks marks, int readers, int chunkRows) throws SQLException, InterruptedException {
        copy(marks, ValuePolicies.REFUSE, readers, chunkRows);
    }

    private void copy(ChunkMarks marks, ValuePolicies policies, int readers, int chunkRows)
            throws SQLException, InterruptedException {
        SnapshotSettings settings = new SnapshotSettings(readers, 1 << 20, chunkRows, chunkRows);
        try (SnapshotView view = sourceEngine.snapshot().open(source.endpoint(), readers, List.of())) {
            new Snapshot(sourceEngine, targetEngine, target.endpoint(), marks, progress, settings)
                    .copy(view, mappings(policies));
        }
    }

    @Override
    public void close() throws SQLException {
        source.close();
        target.close();
    }
}
