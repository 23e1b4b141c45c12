package io.replicator.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.change.SourcePosition;
import io.replicator.dialect.TargetEngine;
import io.replicator.dialect.postgresql.PostgresTarget;
import io.replicator.error.ReplicationException;
import io.replicator.fixture.SharedServers;
import io.replicator.fixture.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gap between the target's commit and the file. */
class FileCheckpointStoreIT {
    private static final SourcePosition FIRST = position("1");
    private static final SourcePosition SECOND = position("2");

    private final TargetEngine engine = new PostgresTarget();

    @TempDir
    private Path folder;

    private TestDatabase database;

    @BeforeEach
    void createDatabase() throws SQLException {
        database = TestDatabase.on(SharedServers.postgreSql());
        database.execute("CREATE TABLE t (id integer)");
        try (FileCheckpointStore store = open()) {
            store.create(new Checkpoint("server", FIRST, true, 0), List.of());
        }
    }

    @Test
    void commitThatWasNotWrittenDownCounts() throws SQLException {
        crashAfter(Connection::commit);
        assertThat(stored()).isEqualTo(new Checkpoint("server", SECOND, true, 1));
    }

    @Test
    void transactionThatWasRolledBackDoesNotCount() throws SQLException {
        crashAfter(Connection::rollback);
        assertThat(stored()).isEqualTo(new Checkpoint("server", FIRST, true, 0));
    }

    @Test
    void transactionThatIsLeftOpenIsEndedAndDoesNotCount() throws SQLException {
        FileCheckpointStore former = open();
        try (Connection frozen = engine.connect(engine.checkpointSql("public").writers(database.endpoint(), "files"))) {
            apply(former, frozen);
            former.close();
            assertThat(stored()).isEqualTo(new Checkpoint("server", FIRST, true, 0));
        }
        assertThat(database.rows("SELECT id FROM t")).isEmpty();
    }

    private interface End {
        void of(Connection transaction) throws SQLException;
    }

    private void crashAfter(End end) throws SQLException {
        try (FileCheckpointStore store = open();
                Connection connection = engine.connect(database.endpoint())) {
            apply(store, connection);
            end.of(connection);
        }
    }

    private static void apply(FileCheckpointStore store, Connection connection) throws SQLException {
        try (Statement insert = connection.createStatement()) {
            insert.execute("INSERT INTO t VALUES (1)");
        }
        store.save(connection, SECOND, 1);
    }

    private Checkpoint stored() {
        for (int attempt = 0; ; attempt++) {
            try (FileCheckpointStore store = open()) {
                return store.load().orElseThrow();
            } catch (ReplicationException stillEnding) {
                assertThat(attempt).isLessThan(1_000);
            }
        }
    }

    private FileCheckpointStore open() {
        FileCheckpointStore store = new FileCheckpointStore(
                "files", engine, engine.connect(database.endpoint()), "public", folder.resolve("position"));
        assertThat(store.tryAcquire()).isTrue();
        return store;
    }

    private static SourcePosition position(String text) {
        return new SourcePosition(new TreeMap<>(Map.of("at", text)));
    }
}
