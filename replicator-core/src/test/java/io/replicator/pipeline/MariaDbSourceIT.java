package io.replicator.pipeline;

import static io.replicator.pipeline.ServerPair.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.dialect.Finding;
import io.replicator.error.ErrorKind;
import io.replicator.fixture.SharedServers;
import java.sql.Connection;
import java.sql.SQLException;
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
            try (Replication second = replication()) {
                second.start().awaitCaughtUp().assertEqual();
                execute(source, "ALTER TABLE child ADD COLUMN more INT");
                assertThat(second.awaitFailure().kind()).isEqualTo(ErrorKind.SCHEMA_CHANGED);
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
