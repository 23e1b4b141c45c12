package io.replicator.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.replicator.change.SourcePosition;
import io.replicator.dialect.Endpoint;
import io.replicator.dialect.SnapshotReading;
import io.replicator.dialect.SnapshotView;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.fixture.SharedServers;
import io.replicator.fixture.TestDatabase;
import io.replicator.fixture.Traffic;
import io.replicator.schema.Table;
import io.replicator.testkit.DatabaseServer;
import io.replicator.testkit.ServerOptions;
import io.replicator.testkit.Servers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MySqlSnapshotIT {
    private static final MySqlSource SOURCE = new MySqlSource();
    private static final SnapshotReading READING = SOURCE.snapshot();

    private TestDatabase database;

    @BeforeEach
    void createDatabase() throws SQLException {
        database = TestDatabase.on(SharedServers.mySql());
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        database.close();
    }

    @Test
    void allReadersSeeTheStateAtThePosition() throws Exception {
        Traffic.createTables(database);
        long before = lastTransaction(position());
        try (Traffic traffic = Traffic.start(database)) {
            traffic.awaitBegin();
            for (int i = 0; i < 10; i++) {
                try (SnapshotView view = READING.open(database.endpoint(), 3, List.of())) {
                    assertThat(view.description()).contains("global read lock");
                    assertThat(view.settledAt()).isEqualTo(view.position());
                    assertThat(states(view)).containsOnly(state(lastTransaction(view.position()) - before));
                }
            }
        }
    }

    @Test
    void withoutTheLockThePositionIsNeverAheadOfTheReaders() throws Exception {
        Traffic.createTables(database);
        Endpoint user = user("SELECT, REPLICATION CLIENT");
        long before = lastTransaction(position());
        try (Traffic traffic = Traffic.start(database)) {
            traffic.awaitBegin();
            for (int i = 0; i < 5; i++) {
                try (SnapshotView view = READING.open(user, 3, List.of())) {
                    assertThat(view.description()).contains("without a lock");
                    assertThat(states(view))
                            .allSatisfy(state -> assertThat(transfers(state))
                                    .isBetween(
                                            lastTransaction(view.position()) - before,
                                            lastTransaction(view.settledAt()) - before));
                }
            }
        }
    }

    @Test
    void withoutTheLockAnIdleSourceGivesAnExactView() throws SQLException {
        Traffic.createTables(database);
        try (SnapshotView view = READING.open(user("SELECT, REPLICATION CLIENT"), 2, List.of())) {
            assertThat(view.settledAt()).isEqualTo(view.position()).isEqualTo(position());
        }
    }

    @Test
    void aTableWithoutKeyNeedsSomeLock() throws SQLException {
        database.execute("CREATE TABLE keyless (id INT)");
        Endpoint user = user("SELECT, REPLICATION CLIENT");

        ReplicationException refusal = catchThrowableOfType(
                ReplicationException.class,
                () -> READING.open(user, 1, tables()).close());

        assertThat(refusal.kind()).isEqualTo(ErrorKind.PRIVILEGE);
        assertThat(refusal).hasMessageContaining("keyless").hasMessageContaining("LOCK TABLES is not granted");
        try (SnapshotView view = READING.open(user("SELECT, REPLICATION CLIENT, LOCK TABLES"), 1, tables())) {
            assertThat(view.description()).contains("read locks of 1 tables");
        }
        database.execute("INSERT INTO keyless VALUES (1)");
    }

    @Test
    void withoutGtidsAndGlobalLockTheTablesAreLocked() throws Exception {
        try (DatabaseServer server = Servers.mysql(ServerOptions.defaults().withoutGtid());
                TestDatabase own = TestDatabase.on(server)) {
            Traffic.createTables(own);
            own.execute(
                    "CREATE USER poor IDENTIFIED BY 'p'",
                    "GRANT SELECT, REPLICATION CLIENT ON *.* TO poor",
                    "CREATE USER better IDENTIFIED BY 'p'",
                    "GRANT SELECT, REPLICATION CLIENT, LOCK TABLES ON *.* TO better");
            ReplicationException refusal = catchThrowableOfType(
                    ReplicationException.class,
                    () -> READING.open(own.endpoint("poor", "p"), 1, List.of()).close());
            assertThat(refusal.kind()).isEqualTo(ErrorKind.PRIVILEGE);

            try (Traffic traffic = Traffic.start(own)) {
                traffic.awaitBegin();
                try (SnapshotView view = READING.open(own.endpoint("better", "p"), 3, List.of())) {
                    assertThat(view.settledAt()).isEqualTo(view.position());
                    assertThat(states(view))
                            .hasSize(3)
                            .containsOnly(states(view).get(0));
                }
            }
        }
    }

    @Test
    void aLongStatementAtTheSourceIsNotWaitedFor() throws SQLException, InterruptedException {
        Traffic.createTables(database);
        try (Connection slow = database.connect();
                Statement statement = slow.createStatement()) {
            Thread query = new Thread(() -> run(statement, "SELECT SLEEP(60) FROM account LIMIT 1"));
            query.start();
            Thread.sleep(500);
            try (SnapshotView view = READING.open(database.endpoint(), 2, List.of())) {
                assertThat(view.description()).contains("without a lock").contains("long statement");
            }
            statement.cancel();
            query.join();
        }
    }

    @Test
    void aReaderHoldsUpNoStructureChangeBetweenChunks() throws SQLException {
        database.execute(
                "CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1), (2)", "CREATE TABLE u (id INT)");
        List<Table> tables = tables();
        try (SnapshotView view = READING.open(database.endpoint(), 1, List.of())) {
            Connection reader = view.readers().get(0);
            READING.boundary(reader, tables.get(0), List.of(), 1);
            try (var select =
                            READING.select(reader, tables.get(1), tables.get(1).columns(), List.of(), List.of());
                    var rows = select.executeQuery()) {
                assertThat(rows.next()).isFalse();
            }
            database.execute("SET SESSION lock_wait_timeout = 2", "ALTER TABLE t ADD COLUMN v INT");
        }
    }

    private SourcePosition position() throws SQLException {
        try (Connection connection = SOURCE.connect(database.endpoint())) {
            return SOURCE.currentPosition(connection);
        }
    }

    /** Number of the last transaction; a test server has one source of transactions without gaps. */
    private static long lastTransaction(SourcePosition position) {
        String gtids = position.coordinates().get("gtids");
        return Long.parseLong(gtids.substring(gtids.lastIndexOf('-') + 1));
    }

    private List<Table> tables() throws SQLException {
        try (Connection connection = SOURCE.connect(database.endpoint())) {
            return SOURCE.tables(connection, id -> true);
        }
    }

    private Endpoint user(String privileges) throws SQLException {
        String name = "user_" + Integer.toHexString(privileges.hashCode());
        database.execute(
                "CREATE USER IF NOT EXISTS " + name + " IDENTIFIED BY 'p'",
                "GRANT " + privileges + " ON *.* TO " + name);
        return database.endpoint(name, "p");
    }

    private static List<String> states(SnapshotView view) throws SQLException {
        List<String> states = new ArrayList<>();
        for (Connection reader : view.readers()) {
            states.add(MySqlBinlog.value(
                    reader,
                    "SELECT CONCAT((SELECT SUM(balance) FROM account), ' after ', (SELECT transfers FROM counter))"));
        }
        return states;
    }

    private static String state(long transfers) {
        return Traffic.ACCOUNTS * 1000 + " after " + transfers;
    }

    private static long transfers(String state) {
        assertThat(state).startsWith(Traffic.ACCOUNTS * 1000 + " after ");
        return Long.parseLong(state.substring(state.lastIndexOf(' ') + 1));
    }

    private static void run(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            assertThat(e.getMessage()).contains("cancelled");
        }
    }
}
