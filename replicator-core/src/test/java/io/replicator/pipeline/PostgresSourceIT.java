package io.replicator.pipeline;

import static io.replicator.pipeline.ServerPair.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.replicator.dialect.SnapshotReading;
import io.replicator.dialect.SnapshotView;
import io.replicator.dialect.SourceEngine;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.pipeline.ddl.DdlPolicies;
import io.replicator.pipeline.ddl.DdlPolicies.Action;
import io.replicator.progress.PipelineState;
import io.replicator.schema.Table;
import io.replicator.snapshot.SnapshotSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** What is particular to PostgreSQL as a source: its slot, its publication and what its log leaves out. */
class PostgresSourceIT {
    private static final Pair PAIR = Pair.POSTGRESQL_TO_POSTGRESQL;
    private static final String PARTITIONS = """
            SELECT relid, parentrelid, isleaf, level, pg_get_expr(relpartbound, oid)
            FROM pg_partition_tree('t') JOIN pg_class ON oid = relid WHERE level > 0 ORDER BY 1""";

    private String database;
    private Replication replication;
    private Connection source;

    @BeforeEach
    void open() throws SQLException {
        database = PAIR.newDatabase();
        replication = PAIR.open(database);
        source = replication.source();
    }

    @AfterEach
    void close() throws SQLException {
        replication.close();
        source.close();
        replication.sourceParts().engine().release(replication.sourceParts().endpoint());
    }

    @Test
    void transactionThatBeganBeforeTheCheckpointAndCommitsBehindItIsWhole() throws Exception {
        execute(source, "CREATE TABLE t (id int PRIMARY KEY, v text)");
        replication.start().awaitStreaming();
        try (Connection other = replication.source()) {
            other.setAutoCommit(false);
            execute(other, "INSERT INTO t VALUES (1, 'early'), (2, 'early')");
            execute(source, "INSERT INTO t VALUES (10, 'between')");
            replication.awaitCaughtUp().stop();
            execute(other, "INSERT INTO t VALUES (3, 'late')");
            execute(source, "INSERT INTO t VALUES (11, 'between')");
            other.commit();
        }
        try (Replication second = PAIR.open(database)) {
            second.start().awaitCaughtUp().assertEqual();
            assertThat(texts(second.target(), "SELECT id FROM t ORDER BY id"))
                    .containsExactly("1", "2", "3", "10", "11");
        }
    }

    @Test
    void rowsOfOneCopyShareAPlaceInTheLogAndAreAllThereAfterARestart() throws Exception {
        execute(source, "CREATE TABLE t (id int PRIMARY KEY, v text)");
        replication.batching(10).start().awaitStreaming();
        CopyManager copy = source.unwrap(PGConnection.class).getCopyAPI();
        for (int block = 0; block < 20; block++) {
            StringBuilder rows = new StringBuilder();
            for (int i = 0; i < 500; i++) {
                rows.append(block * 500 + i).append("\tvalue\n");
            }
            copy.copyIn("COPY t FROM STDIN", new java.io.StringReader(rows.toString()));
        }
        replication.stop();
        try (Replication second = PAIR.open(database)) {
            second.start().awaitCaughtUp().assertEqual();
            assertThat(texts(second.target(), "SELECT count(*) FROM t")).containsExactly("10000");
        }
    }

    @Test
    void slotStandsAtTheCheckpointAndNeverBehindIt() throws Exception {
        execute(source, "CREATE TABLE t (id int PRIMARY KEY)");
        replication.start().awaitStreaming();
        for (int i = 0; i < 50; i++) {
            execute(source, "INSERT INTO t VALUES (" + i + ")");
            assertThat(texts(
                            source,
                            "SELECT confirmed_flush_lsn <= '" + checkpoint() + "' FROM pg_replication_slots"
                                    + " WHERE slot_name = '" + slot() + "'"))
                    .containsExactly("t");
        }
        replication.awaitCaughtUp();
        String reached = checkpoint();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> texts(
                                source,
                                "SELECT confirmed_flush_lsn >= '" + reached
                                        + "' FROM pg_replication_slots WHERE slot_name = '" + slot() + "'")
                        .equals(List.of("t")));
    }

    @Test
    void idleDatabaseHoldsBackNoLogOfItsNeighbours() throws Exception {
        execute(source, "CREATE TABLE t (id int PRIMARY KEY)");
        replication.start().awaitStreaming();
        String neighbour = PAIR.newDatabase();
        try (Connection other = ServerPair.postgreSqlSource().connect(neighbour)) {
            execute(other, "CREATE TABLE noise AS SELECT i, repeat('x', 100) FROM generate_series(1, 20000) i");
            String behind = texts(other, "SELECT pg_current_wal_flush_lsn()").get(0);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> texts(
                                    source,
                                    "SELECT confirmed_flush_lsn >= '" + behind
                                            + "' FROM pg_replication_slots WHERE slot_name = '" + slot() + "'")
                            .equals(List.of("t")));
        }
    }

    @Test
    void logHeldBackForAStoppedPipelineIsMeasured() throws Exception {
        execute(source, "CREATE TABLE t (id int PRIMARY KEY, v text)");
        replication.start().awaitStreaming();
        replication.await("measured", () -> replication.figures().retainedBytes() >= 0);
        replication.stop();
        SourceEngine engine = replication.sourceParts().engine();
        execute(source, "INSERT INTO t SELECT i, repeat('x', 100) FROM generate_series(1, 20000) i");

        assertThat(engine.retainedBytes(source).orElse(0)).isGreaterThan(2_000_000);
        assertThat(engine.bytesUntilLost(source)).isEmpty();
        try {
            execute(source, "ALTER SYSTEM SET max_slot_wal_keep_size = '1GB'", "SELECT pg_reload_conf()");
            await().until(() -> engine.bytesUntilLost(source).isPresent());
            assertThat(engine.bytesUntilLost(source).orElse(0)).isBetween(1L << 20, 2L << 30);
        } finally {
            execute(source, "ALTER SYSTEM RESET max_slot_wal_keep_size", "SELECT pg_reload_conf()");
        }
        engine.release(replication.sourceParts().endpoint());
        assertThat(engine.retainedBytes(source)).isEmpty();
    }

    @Test
    void lostSlotIsAGap() throws Exception {
        execute(source, "CREATE TABLE t (id int PRIMARY KEY)");
        replication.start().awaitStreaming();
        replication.stop();
        replication.sourceParts().engine().release(replication.sourceParts().endpoint());
        assertGap("has no replication slot");
    }

    @Test
    void slotMadeAnewIsAGap() throws Exception {
        execute(source, "CREATE TABLE t (id int PRIMARY KEY)");
        replication.start().awaitStreaming();
        replication.stop();
        dropSlot();
        execute(
                source,
                "INSERT INTO t VALUES (1)",
                "SELECT pg_create_logical_replication_slot('" + slot() + "', 'pgoutput')");
        assertGap("made anew");
    }

    @Test
    void tableTakenOutOfThePublicationIsAGap() throws Exception {
        execute(source, "CREATE TABLE t (id int PRIMARY KEY)", "CREATE TABLE other (id int PRIMARY KEY)");
        replication.start().awaitStreaming();
        replication.stop();
        execute(source, "ALTER PUBLICATION " + slot() + " DROP TABLE t");
        assertGap("does not hold table public.t");
    }

    @Test
    void newLabelOfAnEnumStopsUntilTheTargetHasIt() throws Exception {
        execute(source, "CREATE TYPE mood AS ENUM ('sad')", "CREATE TABLE t (id int PRIMARY KEY, m mood)");
        replication.start().awaitStreaming();
        execute(source, "ALTER TYPE mood ADD VALUE 'happy'", "INSERT INTO t VALUES (1, 'happy')");
        assertThat(replication.awaitFailure().kind()).isEqualTo(ErrorKind.VALUE);
        try (Connection target = replication.target()) {
            execute(target, "ALTER TYPE mood ADD VALUE 'happy'");
        }
        try (Replication second = PAIR.open(database)) {
            second.start().awaitCaughtUp().assertEqual();
        }
    }

    private void assertGap(String reason) throws SQLException {
        try (Replication second = PAIR.open(database)) {
            ReplicationException failure = second.start().awaitFailure();
            assertThat(failure.kind()).isEqualTo(ErrorKind.POSITION_LOST);
            assertThat(failure).hasMessageContaining(reason);
        }
    }

    @Test
    void slotOfAnAttemptThatCameToNothingIsUsedAgain() throws Exception {
        execute(source, "CREATE TABLE t (id int PRIMARY KEY)");
        Source parts = replication.sourceParts();
        parts.engine().prepare(parts.endpoint(), parts.engine().tables(source, table -> true));
        execute(source, "INSERT INTO t VALUES (1)");
        replication.start().awaitCaughtUp().assertEqual();
    }

    @Test
    void givingUpRemovesSlotAndPublication() throws Exception {
        execute(source, "CREATE TABLE t (id int PRIMARY KEY)");
        replication.start().awaitStreaming();
        replication.stop();
        Source parts = replication.sourceParts();
        await().until(() -> texts(source, "SELECT active FROM pg_replication_slots WHERE slot_name = '" + slot() + "'")
                .equals(List.of("f")));
        assertThat(parts.engine().release(parts.endpoint()))
                .containsExactly("replication slot " + slot(), "publication " + slot());
        assertThat(parts.engine().release(parts.endpoint())).isEmpty();
        assertThat(texts(source, "SELECT slot_name FROM pg_replication_slots WHERE slot_name = '" + slot() + "'"))
                .isEmpty();
    }

    @Test
    void tableWithoutAKeyNeedsTheWholeRowInTheLog() throws Exception {
        execute(source, "CREATE TABLE t (v int)");
        ReplicationException failure = replication.start().awaitFailure();
        assertThat(failure.kind()).isEqualTo(ErrorKind.SOURCE_SETTING);
        assertThat(failure).hasMessageContainingAll("replica identity", "\"public\".\"t\"", "REPLICA IDENTITY FULL");
        assertThat(texts(source, "SELECT pubname FROM pg_publication")).isEmpty();
    }

    @Test
    void tableWithoutAKeyKeepsItsMultiplicityWhateverItsTypes() throws Exception {
        execute(
                source,
                "CREATE TABLE t (n int, j json, p point, a text[], big text)",
                "ALTER TABLE t REPLICA IDENTITY FULL",
                "INSERT INTO t SELECT 1, '{\"a\": 1}', '(1,2)', '{x,NULL}', repeat('big', 100000) FROM generate_series(1, 3)");
        replication.start().awaitStreaming();
        execute(
                source,
                "DELETE FROM t WHERE ctid = (SELECT ctid FROM t LIMIT 1)",
                "UPDATE t SET n = 2 WHERE ctid = (SELECT ctid FROM t LIMIT 1)",
                "INSERT INTO t VALUES (1, NULL, NULL, NULL, NULL), (1, NULL, NULL, NULL, NULL)");
        replication.awaitCaughtUp().assertEqual();
        assertThat(texts(replication.target(), "SELECT n, count(*) FROM t GROUP BY n, j::text ORDER BY 1, 2"))
                .containsExactly("1 1", "1 2", "2 1");
    }

    /** Held up by locks: the first copy before its first row, the second one between its two tables. */
    @Test
    void firstTransactionBehindTheCopyOfATableWithoutAKeyIsApplied() throws Exception {
        List<String> tables =
                List.of("CREATE TABLE keyed (id int PRIMARY KEY)", "CREATE TABLE keyless (n int, v text)");
        execute(source, tables.get(0), tables.get(1));
        execute(source, "ALTER TABLE keyless REPLICA IDENTITY FULL", "INSERT INTO keyless VALUES (1, 'copied')");
        try (Connection target = replication.target();
                Connection locking = replication.target()) {
            execute(target, tables.get(0), tables.get(1));
            locking.setAutoCommit(false);
            execute(locking, "LOCK TABLE keyed, keyless IN SHARE MODE");
            replication.start().await(PipelineState.SNAPSHOTTING).stop();
            locking.rollback();
            execute(source, "INSERT INTO keyed VALUES (1)");
            execute(locking, "LOCK TABLE keyed IN SHARE MODE");
            try (Replication second = PAIR.open(database)) {
                second.start().await("copied", () -> copied(target));
                execute(source, "INSERT INTO keyless VALUES (2, 'behind')");
                locking.rollback();
                second.awaitStreaming().awaitCaughtUp().assertEqual();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "later,TRUNCATE later",
        "later,ALTER TABLE later ALTER n TYPE bigint",
        "later,DROP TABLE later; CREATE TABLE later (n int)",
        "parts,TRUNCATE part_1"
    })
    void tableWithAnotherStorageThanTheSnapshotKnowsIsNotTakenForEmpty(String name, String statements)
            throws Exception {
        createTablesToCopy();
        Source parts = replication.sourceParts();
        SnapshotReading reading = parts.engine().snapshot();
        Table table = captured(name);
        Table first = captured("first");
        try (SnapshotView view = reading.open(parts.endpoint(), 1, List.of())) {
            Connection reader = view.readers().get(0);
            try (PreparedStatement select = reading.select(reader, table, table.columns(), List.of(), List.of())) {
                select.executeQuery();
            }
            // What another table's chunk gives back.
            reading.select(reader, first, first.columns(), List.of(), List.of()).close();
            execute(source, statements.split("; "));
            assertThatThrownBy(() -> reading.select(reader, table, table.columns(), List.of(), List.of()))
                    .isInstanceOf(ReplicationException.class)
                    .hasMessageContaining(table.id() + " was truncated or rewritten");
        }
    }

    private Table captured(String name) throws SQLException {
        return replication
                .sourceParts()
                .engine()
                .tables(source, table -> table.name().equals(name))
                .get(0);
    }

    @Test
    void truncateDuringTheCopyNeitherWaitsNorHarms() throws Exception {
        createTablesToCopy();
        try (Connection target = replication.target();
                Connection locking = replication.target()) {
            execute(target, "CREATE TABLE first (id int PRIMARY KEY, v text)");
            locking.setAutoCommit(false);
            execute(locking, "LOCK TABLE first IN SHARE MODE");
            replication.with(new SnapshotSettings(1, 1 << 20, 100, 1000)).start();
            replication.await("copying the first table", () -> isWaiting(target));
            execute(
                    source,
                    "UPDATE later SET n = 5 WHERE n = 1",
                    "TRUNCATE later, parts",
                    "INSERT INTO later VALUES (3), (3)",
                    "INSERT INTO parts VALUES (3)");
            locking.rollback();
            replication.awaitStreaming().awaitCaughtUp().assertEqual();
            assertThat(texts(target, "SELECT n FROM later")).containsExactly("3", "3");
        }
    }

    /** With one reader, {@code first} comes first. */
    private void createTablesToCopy() throws SQLException {
        execute(
                source,
                "CREATE TABLE first (id int PRIMARY KEY, v text)",
                "INSERT INTO first SELECT i, repeat('x', 100) FROM generate_series(1, 1000) i",
                "CREATE TABLE later (n int)",
                "ALTER TABLE later REPLICA IDENTITY FULL",
                "INSERT INTO later VALUES (1), (2)",
                "CREATE TABLE parts (id int PRIMARY KEY) PARTITION BY RANGE (id)",
                "CREATE TABLE part_1 PARTITION OF parts FOR VALUES FROM (0) TO (10)",
                "INSERT INTO parts VALUES (1)",
                "ANALYZE");
    }

    private static boolean isWaiting(Connection target) {
        try {
            return !texts(target, "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'first'::regclass")
                    .isEmpty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean copied(Connection target) {
        try {
            return texts(target, "SELECT v FROM keyless").equals(List.of("copied"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void changedStructureStopsAndGoesOnOnceTheTargetHasIt() throws Exception {
        execute(source, "CREATE TABLE t (id int PRIMARY KEY, v text)", "CREATE TABLE other (id int PRIMARY KEY)");
        replication.with(DdlPolicies.all(Action.STOP)).start().awaitStreaming();
        execute(
                source,
                "INSERT INTO t VALUES (1, 'before')",
                "ALTER TABLE t ADD COLUMN w int DEFAULT 7",
                "INSERT INTO other VALUES (1)",
                "INSERT INTO t VALUES (2, 'behind', 8)");
        ReplicationException failure = replication.awaitFailure();
        assertThat(failure.kind()).isEqualTo(ErrorKind.SCHEMA_CHANGED);
        assertThat(failure).hasMessageContainingAll("public.t", "w integer");
        try (Connection target = replication.target()) {
            assertThat(texts(target, "SELECT id FROM t")).containsExactly("1");
            execute(target, "ALTER TABLE t ADD COLUMN w int DEFAULT 7");
        }
        try (Replication second = PAIR.open(database).with(DdlPolicies.all(Action.STOP))) {
            second.start().awaitCaughtUp().assertEqual();
        }
    }

    @Test
    void partitionedTableKeepsItsPartitionsAndGetsNewOnes() throws Exception {
        execute(
                source,
                "CREATE TABLE t (id int, at date, v text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at)",
                "CREATE TABLE t_2023 PARTITION OF t FOR VALUES FROM ('2023-01-01') TO ('2024-01-01')",
                "CREATE TABLE t_2024 PARTITION OF t FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
                "INSERT INTO t SELECT i, '2023-12-01'::date + i, 'row' FROM generate_series(1, 60) i");
        replication.start().awaitStreaming();
        execute(
                source,
                "INSERT INTO t VALUES (100, '2023-05-05', 'new'), (101, '2024-05-05', 'new')",
                "UPDATE t SET at = '2024-06-06' WHERE id = 100",
                "DELETE FROM t WHERE id = 101",
                "UPDATE t SET v = 'changed' WHERE id < 10");
        replication.awaitCaughtUp().assertEqual();
        assertThat(texts(replication.target(), "SELECT count(*), max(at) FROM t"))
                .containsExactly("61 2024-06-06");
        execute(
                source,
                "CREATE TABLE t_2025 PARTITION OF t FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')",
                "INSERT INTO t VALUES (102, '2025-05-05', 'in a new one')");
        replication.awaitCaughtUp().assertEqual();
        try (Connection target = replication.target()) {
            assertThat(texts(target, PARTITIONS))
                    .isEqualTo(texts(source, PARTITIONS))
                    .hasSize(3);
            assertThat(texts(target, "SELECT v FROM t_2025")).containsExactly("in a new one");
        }
    }

    /** The partition was altered, or made, after its root. */
    @Test
    void partitionThatLogsLessThanItsRootLosesNoLargeValue() throws Exception {
        execute(
                source,
                "CREATE TABLE t (id int PRIMARY KEY, n int, v text) PARTITION BY RANGE (id)",
                "ALTER TABLE t REPLICA IDENTITY FULL",
                "CREATE TABLE t_1 PARTITION OF t DEFAULT",
                "INSERT INTO t SELECT 1, 1, string_agg(md5(i::text), '') FROM generate_series(1, 1000) i");
        replication.start().awaitStreaming();
        execute(
                source,
                "UPDATE t SET n = 2",
                "UPDATE t SET id = 3",
                "INSERT INTO t VALUES (4)",
                "DELETE FROM t WHERE id = 4");
        replication.awaitCaughtUp().assertEqual();
    }

    @Test
    void partitionedTableWithoutAKeyNeedsTheWholeRowInTheLogAsARoot() throws Exception {
        execute(
                source,
                "CREATE TABLE t (n int) PARTITION BY RANGE (n)",
                "CREATE TABLE t_1 PARTITION OF t DEFAULT",
                "ALTER TABLE t_1 REPLICA IDENTITY FULL");
        assertThat(replication.start().awaitFailure())
                .hasMessageContaining("of a partitioned table and of each partition");
    }

    @Test
    void structureIsThatOfTheSource() throws Exception {
        assumeTrue(source.getMetaData().getDatabaseMajorVersion() >= 15, "NULLS NOT DISTINCT");
        execute(
                source,
                "CREATE TYPE mood AS ENUM ('sad', 'happy')",
                """
                CREATE TABLE "Parent" (id bigserial PRIMARY KEY, "Id" int GENERATED ALWAYS AS IDENTITY,
                  code varchar(5) NOT NULL DEFAULT 'x''y' COLLATE "C", m mood DEFAULT 'happy', tags text[] DEFAULT '{}',
                  at timestamptz NOT NULL DEFAULT now(), day date DEFAULT CURRENT_DATE, price numeric(10,2) DEFAULT 1.50,
                  twice numeric GENERATED ALWAYS AS (price * 2) STORED, token uuid DEFAULT gen_random_uuid(),
                  raw bytea DEFAULT '\\x00ff', span interval DEFAULT '1 day', CONSTRAINT positive CHECK (price > 0),
                  UNIQUE (code, m))""",
                "CREATE INDEX lower_code ON \"Parent\" USING btree (lower(code)) WHERE price > 5",
                "CREATE INDEX tags_gin ON \"Parent\" USING gin (tags)",
                "CREATE UNIQUE INDEX covering ON \"Parent\" (token) INCLUDE (price)",
                "CREATE UNIQUE INDEX no_two_nulls ON \"Parent\" (day, \"Id\" DESC) NULLS NOT DISTINCT",
                """
                CREATE TABLE child (a int, b int, parent bigint, span int4range,
                  CONSTRAINT to_parent FOREIGN KEY (parent) REFERENCES "Parent" (id) ON DELETE CASCADE ON UPDATE SET NULL,
                  CONSTRAINT apart EXCLUDE USING gist (span WITH &&), CONSTRAINT b_once UNIQUE (b) DEFERRABLE,
                  PRIMARY KEY (b, a))""",
                "COMMENT ON TABLE \"Parent\" IS 'it''s'",
                "COMMENT ON COLUMN child.a IS 'first'",
                "INSERT INTO \"Parent\" (code) SELECT i::text FROM generate_series(1, 7) i",
                "INSERT INTO child SELECT i, i, i, int4range(i, i + 1) FROM generate_series(1, 7) i");
        replication.start().awaitStreaming();
        execute(source, "UPDATE \"Parent\" SET price = price + 1", "DELETE FROM \"Parent\" WHERE id = 3");
        replication.awaitCaughtUp().assertEqual();
        replication.stop();
        try (Connection target = replication.target()) {
            assertThat(structure(target)).isEqualTo(structure(source));
            execute(target, "INSERT INTO \"Parent\" (code) VALUES ('next')");
            assertThat(texts(target, "SELECT id FROM \"Parent\" WHERE code = 'next'"))
                    .containsExactly("8");
        }
    }

    /** But for identity, which must let replicator write values, and for foreign keys, which must be able to wait. */
    private static List<String> structure(Connection connection) throws SQLException {
        List<String> structure = texts(connection, """
                SELECT a.attrelid::regclass, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                  a.attgenerated, a.attcollation,
                  CASE WHEN a.attidentity = '' AND pg_get_serial_sequence(a.attrelid::regclass::text, a.attname) IS NULL
                       THEN pg_get_expr(d.adbin, d.adrelid) ELSE 'sequence' END,
                  col_description(a.attrelid, a.attnum)
                FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                WHERE a.attrelid IN ('"Parent"'::regclass, 'child'::regclass) AND a.attnum > 0 ORDER BY 1, 2""");
        structure.addAll(texts(connection, """
                SELECT conname, replace(pg_get_constraintdef(oid), ' DEFERRABLE', '') FROM pg_constraint
                WHERE conrelid IN ('"Parent"'::regclass, 'child'::regclass) ORDER BY 1"""));
        structure.addAll(texts(connection, """
                SELECT pg_get_indexdef(indexrelid) FROM pg_index
                WHERE indrelid IN ('"Parent"'::regclass, 'child'::regclass) ORDER BY 1"""));
        structure.addAll(texts(connection, "SELECT obj_description('\"Parent\"'::regclass)"));
        return structure;
    }

    private String slot() {
        return "replicator_" + database;
    }

    private String checkpoint() {
        return String.valueOf(replication.status().checkpoint()).replaceAll(".*lsn=([0-9A-F/]+).*", "$1");
    }

    private void dropSlot() throws SQLException {
        await().until(() -> texts(source, "SELECT active FROM pg_replication_slots WHERE slot_name = '" + slot() + "'")
                .equals(List.of("f")));
        execute(source, "SELECT pg_drop_replication_slot('" + slot() + "')");
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    values.add(String.valueOf(row.getString(i)));
                }
                texts.add(String.join(" ", values));
            }
        }
        return texts;
    }
}
