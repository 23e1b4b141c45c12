package io.replicator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.replicator.checkpoint.CheckpointStore;
import io.replicator.checkpoint.ChunkMark;
import io.replicator.checkpoint.ChunkMarks;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.progress.TableState;
import io.replicator.progress.TableStatus;
import io.replicator.typemapping.ValuePolicies;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** Copies from MySQL to PostgreSQL, with and without disturbances. */
final class SnapshotIT {
    private CopiedDatabase databases;

    @BeforeEach
    void createDatabases() throws SQLException {
        databases = new CopiedDatabase();
    }

    @AfterEach
    void closeDatabases() throws SQLException {
        databases.close();
        // A pool has ended a moment before the last of its threads has.
        Awaitility.await("no thread left behind").until(() -> snapshotThreads() == 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 10, 11, 100})
    void everyRowArrivesWhateverTheirNumber(int rows) throws Exception {
        fill("a INT, b INT, c INT, PRIMARY KEY (a)", "n, -n, n * 2", rows);
        MemoryMarks marks = new MemoryMarks(true);
        databases.createTables(ValuePolicies.REFUSE);

        databases.copy(marks, 3, 10);

        assertEqualRows();
        assertThat(marks.load().stream().mapToLong(ChunkMark::rows).sum()).isEqualTo(rows);
        assertThat(marks.load()).hasSize(rows / 10 + 1);
        assertThat(status().rowsCopied()).isEqualTo(rows);
        assertThat(status().state()).isEqualTo(TableState.COPIED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a INT, b INT, c INT, PRIMARY KEY (a)                                | n - 150, n, n",
                "a BIGINT UNSIGNED, b INT, c INT, PRIMARY KEY (a)                    | 18446744073709551615 - n, n, n",
                "a INT, b VARCHAR(20), c DATE, PRIMARY KEY (a, b, c)                 | n DIV 70, CONCAT('k''', n DIV 9), '2024-01-01' + INTERVAL n DAY",
                "a VARBINARY(9), b INT, c INT, PRIMARY KEY (a)                       | LEFT(UNHEX(MD5(n)), 9), n, n",
                "a DATETIME(6), b VARCHAR(20), c INT, PRIMARY KEY (b, a)             | '2024-01-01' + INTERVAL n * 37 MICROSECOND, MD5(n DIV 20), n",
                "a INT, b INT, c INT                                                 | n, n, n",
                "a ENUM('x', 'y'), b INT, c INT, PRIMARY KEY (b, a)                  | 1 + n MOD 2, n, n",
            })
    void aCopyWhoseTargetBreaksOffGoesOnWithWhatIsMissing(String columns, String values) throws Exception {
        fill(columns, values, 300);
        databases.createTables(ValuePolicies.REFUSE);
        for (int chunk : List.of(1, 3, 2)) {
            ReplicationException failure = failureOf(3, 20, chunk, this::breakOff);
            if (failure != null) {
                assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION);
                assertThat(failure).hasMessageContaining(databases.source().name() + ".t");
            }
        }

        assertThat(failureOf(3, 20, 0, transaction -> {})).isNull();

        assertEqualRows();
        assertThat(status().rowsCopied()).isEqualTo(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRIMARY KEY (b)", "KEY (b)"})
    void rowsOfAChunkWhoseMarkWasLostAreOverwritten(String key) throws Exception {
        fill("a INT, b INT, c INT, " + key, "n, n, n + 1", 100);
        databases.createTables(ValuePolicies.REFUSE);
        MemoryMarks marks = new MemoryMarks(false);
        databases.copy(marks, 1, 10);
        marks.lose(marks.load().size() / 2);
        databases.source().execute("UPDATE t SET c = -c");

        databases.copy(marks, 1, 10);

        int changed = key.startsWith("PRIMARY") ? 10 : 100;
        assertThat(databases.target().value("SELECT count(*), count(*) FILTER (WHERE c < 0) FROM t"))
                .isEqualTo("100|" + changed);
    }

    @Test
    void aTableOfKeyColumnsOnlyCanBeMerged() throws Exception {
        fill("a INT, b INT, c INT, PRIMARY KEY (a, b, c)", "n, n, n", 10);
        databases.createTables(ValuePolicies.REFUSE);
        MemoryMarks marks = new MemoryMarks(false);
        databases.copy(marks, 1, 100);
        marks.lose(0);

        databases.copy(marks, 1, 100);

        assertEqualRows();
    }

    @Test
    void aFailureOfOneThreadEndsAll() throws Exception {
        fill("a INT, b INT, c VARCHAR(500), PRIMARY KEY (a)", "n, n, REPEAT('x', 500)", 20_000);
        databases.createTables(ValuePolicies.REFUSE);
        ChunkMarks marks = new DisturbedMarks(new MemoryMarks(true), 4, connection -> {
            throw new ReplicationException(ErrorKind.FENCED, "another process took over");
        });

        ReplicationException failure =
                catchThrowableOfType(ReplicationException.class, () -> databases.copy(marks, 3, 100));

        assertThat(failure.kind()).isEqualTo(ErrorKind.FENCED);
        assertThat(failure).hasMessageContaining("Copying table").hasMessageContaining("another process took over");
        assertThat(status().lastError()).contains("another process took over");
        assertThat(marks.load()).hasSizeLessThan(10);
    }

    @Test
    void aReaderThatIsCutOffIsAFailureOfTheSource() throws Exception {
        fill("a INT, b INT, c INT, PRIMARY KEY (a)", "n, n, n", 1000);
        databases.createTables(ValuePolicies.REFUSE);

        ReplicationException failure = failureOf(2, 10, 2, connection -> killReaders());

        assertThat(failure).isNotNull();
        assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION);
        assertThat(failureOf(2, 10, 0, transaction -> {})).isNull();
        assertEqualRows();
    }

    @Test
    void anInterruptedCopyStopsAtOnce() throws Exception {
        fill("a INT, b INT, c VARCHAR(500)", "n, n, REPEAT('x', 500)", 200_000);
        databases.createTables(ValuePolicies.REFUSE);
        MemoryMarks marks = new MemoryMarks(true);
        AtomicReference<Throwable> outcome = new AtomicReference<>();
        Thread copy = new Thread(() -> outcome.set(catchThrowable(() -> databases.copy(marks, 2, 1000))));
        copy.start();
        Awaitility.await()
                .until(() -> databases.progress().status().tables().stream().anyMatch(table -> table.rowsCopied() > 0));
        long start = System.nanoTime();

        copy.interrupt();
        copy.join();

        assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        assertThat(databases.target().value("SELECT count(*) FROM t")).isEqualTo("0");
    }

    @Test
    void severalTablesShareTheReaders() throws Exception {
        for (int i = 0; i < 12; i++) {
            databases.source().execute("CREATE TABLE t" + i + " (a INT PRIMARY KEY)", numbers("t" + i, "n", i * 10));
        }
        databases.copyAll(ValuePolicies.REFUSE);

        for (int i = 0; i < 12; i++) {
            assertThat(databases.target().value("SELECT count(*) FROM t" + i)).isEqualTo(Integer.toString(i * 10));
        }
    }

    @Test
    void aRowOf64MegabytesPasses() throws Exception {
        databases
                .source()
                .execute(
                        "CREATE TABLE t (a INT PRIMARY KEY, b LONGBLOB, c LONGTEXT)",
                        "INSERT INTO t VALUES (1, REPEAT(x'005c0aff', 16 << 20), 'x'), (2, 'y', REPEAT('a\\\\\\n', 1 << 20))");
        databases.copyAll(ValuePolicies.REFUSE);

        assertThat(databases.target().rows("SELECT length(b), md5(b), md5(c) FROM t ORDER BY a"))
                .isEqualTo(databases.source().rows("SELECT LENGTH(b), MD5(b), MD5(c) FROM t ORDER BY a"));
    }

    /** Copies with the marks on the target, where a commit whose answer is lost leaves no doubt. */
    private @Nullable ReplicationException failureOf(
            int readers, int chunkRows, int disturbedAt, DisturbedMarks.Disturbance disturbance) throws SQLException {
        try (CheckpointStore store = databases.checkpoint()) {
            ChunkMarks marks = new DisturbedMarks(store.chunkMarks(), disturbedAt, disturbance);
            return catchThrowableOfType(ReplicationException.class, () -> databases.copy(marks, readers, chunkRows));
        }
    }

    private void fill(String columns, String values, int rows) throws SQLException {
        databases.source().execute("CREATE TABLE t (" + columns + ")", numbers("t", values, rows));
    }

    /** Inserts a row for each n from 0 on. */
    private static String numbers(String table, String values, int rows) {
        return """
                INSERT INTO %s WITH RECURSIVE numbers (n) AS (
                    SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < %d)
                SELECT /*+ SET_VAR(cte_max_recursion_depth = 1000000) */ %s FROM numbers WHERE n < %d""".formatted(table, rows, values, rows);
    }

    /** The column {@code a} is only there to be a key. */
    private void assertEqualRows() throws SQLException {
        assertThat(databases.target().rows("SELECT b::text, c::text FROM t"))
                .containsExactlyInAnyOrderElementsOf(databases.source().rows("SELECT b, c FROM t"));
    }

    private TableStatus status() {
        return databases.progress().status().tables().get(0);
    }

    private void breakOff(Connection transaction) throws SQLException {
        int process = transaction.unwrap(PGConnection.class).getBackendPID();
        databases.target().rows("SELECT pg_terminate_backend(" + process + ")");
    }

    private void killReaders() throws SQLException {
        for (String id : databases
                .source()
                .rows("SELECT ID FROM information_schema.PROCESSLIST WHERE DB = DATABASE()"
                        + " AND ID <> CONNECTION_ID()")) {
            databases.source().execute("KILL " + id);
        }
    }

    private static long snapshotThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("snapshot-"))
                .count();
    }
}
