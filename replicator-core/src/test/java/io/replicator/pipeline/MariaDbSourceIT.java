package io.replicator.pipeline;

import static io.replicator.pipeline.ServerPair.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.change.TableId;
import io.replicator.dialect.Finding;
import io.replicator.error.ErrorKind;
import io.replicator.fixture.SharedServers;
import io.replicator.pipeline.ddl.DdlPolicies;
import io.replicator.pipeline.ddl.DdlPolicies.Action;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** MariaDB as a source: snapshot, stream, restart and structure. */
@ParameterizedClass
@MethodSource("targets")
class MariaDbSourceIT {
    private final TargetSide target;
    private String database;

    MariaDbSourceIT(TargetSide target) {
        this.target = target;
    }

    static List<TargetSide> targets() {
        return TargetSide.all();
    }

    @BeforeEach
    void createDatabase() throws SQLException {
        database = ServerPair.newDatabase(SharedServers.mariaDb(), target.server());
    }

    private Replication replication() {
        return new Replication(SharedServers.mariaDb(), target, database);
    }

    @Test
    void everyTypeArrivesThroughBothRoads() throws Exception {
        try (Replication replication = replication();
                Connection source = replication.source()) {
            execute(source, """
                    CREATE TABLE types (id INT PRIMARY KEY AUTO_INCREMENT, t TINYINT UNSIGNED, b BIGINT UNSIGNED,
                      d DECIMAL(38,10), f FLOAT, g DOUBLE, bits BIT(10), y YEAR, day DATE, dt DATETIME(6), ts TIMESTAMP(3) NULL,
                      tm TIME(2), c CHAR(5), v VARCHAR(50) COLLATE utf8mb4_uca1400_ai_ci, l VARCHAR(20) CHARACTER SET latin1,
                      txt MEDIUMTEXT, bin BINARY(4), vb VARBINARY(10), bl BLOB, e ENUM('a','b,c') DEFAULT 'b,c', s SET('x','y'),
                      j JSON, p POINT, hidden INT INVISIBLE DEFAULT 7, made DATETIME DEFAULT current_timestamp(),
                      twice INT AS (y * 2) STORED, CHECK (t < 250))""");
            String rows =
                    "INSERT INTO types (t, b, d, f, g, bits, y, day, dt, ts, tm, c, v, l, txt, bin, vb, bl, e, s, j, p) VALUES"
                            + " (0, 18446744073709551615, 12345678901234567890.0123456789, 1.1, -1e-300, b'1000000001', 2155,"
                            + " '1582-10-10', '2024-03-31 02:30:00.000001', '2024-10-27 00:30:00.5', '-838:59:59', 'x  ', 'ž😀', 'é€',"
                            + " REPEAT('long ', 30000), x'00FF', x'5C00', x'00', 'a', 'x,y', '{\"b\": 1.50, \"a\": [null, \"ž\"]}',"
                            + " ST_GeomFromText('POINT(1 2)')),"
                            + " (249, 0, -0.5, -0e0, 0, b'0', '0000', '0001-01-01', '9999-12-31 23:59:59.999999',"
                            + " '1970-01-02 00:00:01', '00:00:00.01', '', '', '', '', '', '', '', 'b,c', '', '\"text\"', NULL),"
                            + " (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
                            + " NULL, NULL, NULL, NULL, NULL, NULL)";
            execute(source, rows);
            replication.start().awaitStreaming();
            execute(
                    source,
                    rows,
                    "UPDATE types SET v = 'moved', hidden = 8 WHERE id = 2",
                    "DELETE FROM types WHERE id = 3");
            replication.awaitCaughtUp().assertEqual();
        }
    }

    /** Its own types come as texts from the snapshot and as bytes from the log. */
    @Test
    void uuidsAndAddressesAreTheSameThroughBothRoads() throws Exception {
        try (Replication replication = replication();
                Connection source = replication.source();
                Connection target = replication.target()) {
            execute(
                    source,
                    "CREATE TABLE own (id UUID NOT NULL DEFAULT uuid() PRIMARY KEY, four INET4, six INET6, n INT DEFAULT 0,"
                            + " KEY (six), UNIQUE (n, four))",
                    "INSERT INTO own VALUES ('00000000-0000-0000-0000-000000000000', '0.0.0.0', '::', 1),"
                            + " ('ffffffff-ffff-ffff-ffff-ffffffffffff', '255.255.255.255', 'ffff::ffff', 2),"
                            + " ('018f3c2e-7b1a-7000-8000-000000000000', '10.0.0.0', '::1', 3),"
                            + " ('6ccd780c-baba-1026-9564-5b8c656024db', '1.2.3.4', '::1.2.3.4', 4),"
                            + " ('6ccd780c-baba-4026-9564-5b8c65602400', NULL, '::ffff:1.2.3.4', 5),"
                            + " ('6ccd780c-baba-8026-9564-5b8c65602400', NULL, '2001:db8:0:1:1:1:1:1', 6),"
                            + " ('6ccd780c-baba-6026-1564-5b8c65602400', NULL, '2001:0:0:1:0:0:0:1', 7),"
                            + " ('6ccd780c-baba-7026-9564-5b8c65602400', NULL, '1:2:3:4:5:6:7:0', 8),"
                            + " ('6ccd780c-baba-5026-9564-5b8c65602400', NULL, '0:0:3:4:5:6:0:0', 9),"
                            + " ('6ccd780c-baba-3026-9564-5b8c65602400', NULL, '::ffff:0:0', 10),"
                            + " ('6ccd780c-baba-2026-9564-5b8c65602400', NULL, '::7:0', 11)",
                    "INSERT INTO own (four, six, n) SELECT CONCAT_WS('.', FLOOR(RAND(1) * 256), FLOOR(RAND(2) * 256), 7, 0),"
                            + " CONCAT_WS(':', HEX(RAND(3) * 2), HEX(RAND(4) * 2), HEX(RAND(5) * 65535), HEX(RAND(6) * 1.2),"
                            + " HEX(RAND(7) * 1.2), HEX(RAND(8) * 2), HEX(RAND(9) * 1.2), HEX(RAND(10) * 2)), 100 + seq"
                            + " FROM seq_1_to_300",
                    "CREATE TABLE streamed LIKE own");
            replication.start().awaitStreaming();
            execute(
                    source,
                    "INSERT INTO streamed SELECT * FROM own",
                    "UPDATE streamed SET n = n + 1000 WHERE id < '80000000-0000-0000-0000-000000000000'",
                    "UPDATE own SET id = uuid(), six = '::2' WHERE n = 3",
                    "DELETE FROM own WHERE n = 2");
            replication.awaitCaughtUp().assertEqual();
            assertThat(texts(
                            target,
                            "SELECT COUNT(*) FROM streamed s JOIN own o ON o.id = s.id AND o.six = s.six"
                                    + " AND s.n IN (o.n, o.n + 1000)"))
                    .containsExactly("309");
            execute(source, "ALTER TABLE own COMMENT 'seen'", "INSERT INTO own (n) VALUES (5000)");
            replication.awaitCaughtUp().assertEqual();
        }
    }

    /** The log tells of versions of rows; a target gets the rows. */
    @Test
    void currentRowsOfVersionedTablesAndTablesWithPeriodsArrive() throws Exception {
        try (Replication replication = replication();
                Connection source = replication.source();
                Connection target = replication.target()) {
            execute(
                    source,
                    "CREATE TABLE v (id INT PRIMARY KEY AUTO_INCREMENT, code VARCHAR(10) UNIQUE, n INT, KEY (n)) WITH SYSTEM"
                            + " VERSIONING COMMENT 'kept'",
                    "CREATE TABLE k (a INT) WITH SYSTEM VERSIONING",
                    "CREATE TABLE p (id INT, s DATE, e DATE, n INT, PERIOD FOR valid(s, e), PRIMARY KEY (id, valid WITHOUT"
                            + " OVERLAPS))",
                    "CREATE TABLE x (id INT PRIMARY KEY, a TIMESTAMP(6) GENERATED ALWAYS AS ROW START, b TIMESTAMP(6) GENERATED"
                            + " ALWAYS AS ROW END, PERIOD FOR SYSTEM_TIME(a, b)) WITH SYSTEM VERSIONING",
                    "INSERT INTO v (code, n) VALUES ('a', 1), ('b', 2), ('c', 3), ('d', 4)",
                    "INSERT INTO k VALUES (1), (1), (2)",
                    "INSERT INTO p VALUES (1, '2024-01-01', '2025-01-01', 1), (2, '2024-01-01', '2025-01-01', 1)",
                    "UPDATE v SET n = 10 WHERE id = 1",
                    "DELETE FROM v WHERE id = 2");
            replication.start().awaitStreaming();
            execute(
                    source,
                    "UPDATE v SET n = n + 1",
                    "UPDATE v SET id = 30, code = 'e' WHERE id = 3",
                    "DELETE FROM v WHERE id = 4",
                    "INSERT INTO v (code, n) VALUES ('d', 5)",
                    "REPLACE INTO v VALUES (1, 'r', 6)",
                    "DELETE FROM k WHERE a = 1 LIMIT 1",
                    "UPDATE k SET a = 3 WHERE a = 2",
                    "DELETE HISTORY FROM v",
                    "UPDATE p FOR PORTION OF valid FROM '2024-03-01' TO '2024-04-01' SET n = 2 WHERE id = 1",
                    "DELETE FROM p FOR PORTION OF valid FROM '2024-03-01' TO '2024-04-01' WHERE id = 2",
                    "UPDATE p SET n = 5 WHERE id = 1");
            source.setAutoCommit(false);
            execute(
                    source,
                    "DELETE FROM p WHERE id = 1 AND s = '2024-03-01'",
                    "UPDATE p SET e = '2024-03-15' WHERE id = 1 AND s = '2024-01-01'",
                    "INSERT INTO p VALUES (1, '2024-03-15', '2024-04-01', 7)",
                    "UPDATE p FOR PORTION OF valid FROM '2024-03-20' TO '2024-05-01' SET id = 3 WHERE id = 1");
            source.commit();
            source.setAutoCommit(true);
            replication.awaitCaughtUp().assertEqual();
            assertThat(texts(target, "SELECT COUNT(*) FROM v")).containsExactly("3");
            assertThat(new Preflight(replication.sourceParts(), replication.targetParts())
                            .plan()
                            .notMigrated())
                    .anyMatch(text -> text.startsWith("history of system-versioned table v"))
                    .anyMatch(text -> text.startsWith("system-versioned table x"));
            assertPeriodIsKeptOrNamed(replication, target);
            copyAgain(replication, new TableId(database, "p"));
            execute(source, "UPDATE p SET n = 9 WHERE id = 1");
            replication.awaitCaughtUp().assertEqual();
            assertPeriodIsKeptOrNamed(replication, target);
            if (this.target.engine().name().equals("mariadb")) {
                assertThat(texts(
                                target,
                                "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()"
                                        + " AND TABLE_TYPE = 'SYSTEM VERSIONED' ORDER BY 1"))
                        .containsExactly("k", "v");
            }
        }
    }

    private static void copyAgain(Replication replication, TableId table) {
        replication
                .copyAgain(table)
                .await(
                        "copied",
                        () -> replication.events().stream()
                                .anyMatch(event -> event.text().contains("copying " + table + " again")));
        replication.awaitStreaming();
    }

    private void assertPeriodIsKeptOrNamed(Replication replication, Connection target) throws SQLException {
        if (this.target.engine().name().equals("mariadb")) {
            assertThat(definition(target, "p"))
                    .contains("PERIOD FOR `valid` (`s`, `e`)", "PRIMARY KEY (`id`,`valid` WITHOUT OVERLAPS)");
        } else {
            assertThat(new Preflight(replication.sourceParts(), replication.targetParts())
                            .plan()
                            .departures())
                    .anyMatch(departure -> departure.subject().equals("index valid")
                            && departure.reason().contains("nothing keeps rows from overlapping"));
        }
    }

    private static String definition(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW CREATE TABLE " + table)) {
            row.next();
            return row.getString(2);
        }
    }

    @Test
    void sequencesOfColumnsGoOnWhereTheyWere() throws Exception {
        try (Replication replication = replication();
                Connection source = replication.source();
                Connection target = replication.target()) {
            execute(
                    source,
                    "CREATE SEQUENCE numbers START WITH 100 INCREMENT BY 10 CACHE 5",
                    "CREATE TABLE t (id INT PRIMARY KEY DEFAULT nextval(numbers), n INT)",
                    "INSERT INTO t (n) VALUES (1), (2)");
            replication.start().awaitStreaming();
            for (int i = 0; i < 20; i++) {
                execute(source, "INSERT INTO t (n) VALUES (3)");
            }
            replication.awaitCaughtUp().assertEqual();
            replication.stop();
            if (this.target.engine().name().equals("mariadb")) {
                execute(target, "INSERT INTO t (n) VALUES (4)");
                assertThat(texts(target, "SELECT n FROM t ORDER BY id DESC LIMIT 1"))
                        .containsExactly("4");
            } else {
                assertThat(new Preflight(replication.sourceParts(), replication.targetParts())
                                .plan()
                                .departures())
                        .anyMatch(departure -> departure.reason().contains("nextval("));
            }
        }
    }

    /** Their values stand in no row. */
    @Test
    void sequencesThatNoColumnUsesGoOnWhereTheyAreAtTheEnd() throws Exception {
        try (Replication replication = replication();
                Connection source = replication.source();
                Connection target = replication.target()) {
            execute(
                    source,
                    "CREATE SEQUENCE tickets START WITH 5 CACHE 10",
                    "CREATE SEQUENCE counting_down START WITH -1 INCREMENT BY -3 MINVALUE -100 MAXVALUE -1 NOCACHE CYCLE",
                    "CREATE TABLE t (id INT PRIMARY KEY)");
            replication.start().awaitStreaming();
            for (int i = 0; i < 12; i++) {
                texts(source, "SELECT NEXTVAL(tickets), NEXTVAL(counting_down)");
            }
            replication.stop();
            if (this.target.engine().name().equals("mysql")) {
                assertThat(new Preflight(replication.sourceParts(), replication.targetParts())
                                .plan()
                                .notMigrated())
                        .contains("sequence tickets", "sequence counting_down");
                return;
            }
            boolean quoted = this.target.engine().name().equals("postgresql");
            String next = quoted ? "SELECT nextval('%s')" : "SELECT NEXTVAL(%s)";
            assertThat(texts(target, next.formatted("tickets"))).containsExactly("25");
            assertThat(texts(target, next.formatted("counting_down"))).containsExactly("-37");
            assertThat(texts(target, next.formatted("counting_down"))).containsExactly("-40");
        }
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }

    @Test
    void transactionsRestartsAndStatementsBetweenThem() throws Exception {
        try (Replication first = replication();
                Connection source = first.source()) {
            execute(
                    source,
                    "CREATE TABLE parent (id INT PRIMARY KEY, code VARCHAR(10) UNIQUE)",
                    "CREATE TABLE child (id INT PRIMARY KEY, parent_id INT, KEY (parent_id), CONSTRAINT of_parent FOREIGN KEY"
                            + " (parent_id) REFERENCES parent (id) ON DELETE CASCADE)",
                    "CREATE TABLE log (n INT, text VARCHAR(20))",
                    "INSERT INTO parent VALUES (1, 'a'), (2, 'b')",
                    "INSERT INTO child VALUES (1, 1), (2, 2)",
                    "INSERT INTO log VALUES (1, 'x'), (1, 'x')");
            first.start().awaitStreaming();
            source.setAutoCommit(false);
            execute(
                    source,
                    "UPDATE parent SET code = 'tmp' WHERE id = 1",
                    "UPDATE parent SET code = 'a' WHERE id = 2",
                    "UPDATE parent SET code = 'b' WHERE id = 1",
                    "DELETE FROM log LIMIT 1",
                    "DELETE FROM parent WHERE id = 2");
            source.commit();
            source.setAutoCommit(true);
            execute(
                    source,
                    "CREATE TABLE elsewhere (id INT)",
                    "INSERT INTO elsewhere VALUES (1)",
                    "DROP TABLE elsewhere",
                    "ALTER TABLE log COMMENT 'c'");
            first.awaitCaughtUp().assertEqual();
            first.stop();
            execute(
                    source,
                    "INSERT INTO child VALUES (3, 1)",
                    "FLUSH BINARY LOGS",
                    "INSERT INTO child VALUES (4, 1)",
                    "TRUNCATE log");
            try (Replication second = replication().with(DdlPolicies.all(Action.STOP))) {
                second.start().awaitCaughtUp().assertEqual();
                execute(source, "ALTER TABLE child ADD COLUMN more INT");
                assertThat(second.awaitFailure().kind()).isEqualTo(ErrorKind.SCHEMA_CHANGED);
            }
        }
    }

    @Test
    void compressedLogIsRefusedWithTheSettingNamed() throws Exception {
        try (Replication replication = replication();
                Connection source = replication.source()) {
            execute(source, "CREATE TABLE t (id INT PRIMARY KEY, v TEXT)");
            replication.start().awaitStreaming();
            try {
                execute(source, "SET GLOBAL log_bin_compress = ON", "INSERT INTO t VALUES (1, REPEAT('long ', 1000))");
                assertThat(replication.awaitFailure()).hasMessageContaining("log_bin_compress");
                Preflight again = new Preflight(replication.sourceParts(), replication.targetParts());
                assertThat(again.findings(Optional::empty))
                        .filteredOn(finding -> finding.subject().equals("log_bin_compress"))
                        .extracting(Finding::level)
                        .containsExactly(Finding.Level.FAILED);
            } finally {
                execute(source, "SET GLOBAL log_bin_compress = OFF");
            }
        }
    }

    /** The log has a hash of them behind the columns. */
    @Test
    void rowsWithUniqueKeysOverLongTextsArrive() throws Exception {
        try (Replication replication = replication();
                Connection source = replication.source();
                Connection target = replication.target()) {
            execute(
                    source,
                    "CREATE TABLE t (id INT PRIMARY KEY, v TEXT, n INT, UNIQUE long_texts (v), UNIQUE numbers (n) USING HASH)",
                    "CREATE TABLE u (id INT PRIMARY KEY, v TEXT, UNIQUE long_texts (v)) WITH SYSTEM VERSIONING",
                    "INSERT INTO t VALUES (1, REPEAT('long ', 100), 1), (2, NULL, NULL)",
                    "INSERT INTO u VALUES (1, 'a'), (2, 'b')");
            replication.start().awaitStreaming();
            execute(
                    source,
                    "INSERT INTO t VALUES (3, REPEAT('longer ', 100), 3)",
                    "UPDATE t SET v = 'short', n = 7 WHERE id = 1",
                    "UPDATE u SET v = 'c' WHERE id = 1",
                    "DELETE FROM u WHERE id = 2");
            replication.awaitCaughtUp().assertEqual();
            assertThat(texts(target, "SELECT v FROM u")).containsExactly("c");
        }
    }

    @Test
    void compressedColumnsAreRefusedBeforeARowMoves() throws Exception {
        try (Replication replication = replication();
                Connection source = replication.source()) {
            execute(source, "CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(100) COMPRESSED, n INT)");
            assertThat(replication.start().awaitFailure())
                    .hasMessageContaining("compressed columns")
                    .hasMessageContaining("t.v");
        }
    }

    @Test
    void eventsWithoutPositionsAreRefusedWithTheSettingNamed() throws Exception {
        try (Replication replication = replication();
                Connection source = replication.source()) {
            execute(source, "CREATE TABLE t (id INT PRIMARY KEY)");
            try {
                execute(source, "SET GLOBAL binlog_legacy_event_pos = OFF");
                assertThat(replication.start().awaitFailure()).hasMessageContaining("binlog_legacy_event_pos");
            } finally {
                execute(source, "SET GLOBAL binlog_legacy_event_pos = ON");
            }
        }
    }

    @Test
    void wellSetServerPassesPreflight() throws Exception {
        try (Replication replication = replication();
                Connection source = replication.source()) {
            execute(source, "CREATE TABLE t (id INT PRIMARY KEY)");
            List<Finding> findings =
                    new Preflight(replication.sourceParts(), replication.targetParts()).findings(Optional::empty);
            assertThat(findings).extracting(Finding::level).doesNotContain(Finding.Level.FAILED);
            assertThat(findings).extracting(Finding::subject).contains("log_bin_compress", "binlog_legacy_event_pos");
        }
    }
}
