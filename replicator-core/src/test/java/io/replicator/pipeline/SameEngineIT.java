package io.replicator.pipeline;

import static io.replicator.pipeline.ServerPair.execute;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From MySQL to MySQL the server prints the same definition of a table on both sides. */
class SameEngineIT {
    private static final List<String> TABLES = List.of("""
            CREATE TABLE `plain` (
              `id` int unsigned NOT NULL AUTO_INCREMENT,
              `tiny` tinyint(1) NOT NULL DEFAULT '1',
              `filled` int(6) unsigned zerofill DEFAULT NULL,
              `money` decimal(12,2) unsigned NOT NULL DEFAULT '0.00',
              `ratio` float(7,3) DEFAULT NULL,
              `flags` bit(9) NOT NULL DEFAULT b'100000001',
              `kind` enum('a','it''s','b,c') CHARACTER SET latin1 COLLATE latin1_german1_ci NOT NULL DEFAULT 'it''s',
              `many` set('x','y') DEFAULT 'x,y',
              `text` varchar(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT 'back\\\\slash ''quoted''' COMMENT 'it''s a text',
              `raw` binary(4) NOT NULL DEFAULT 'ab\\0\\0',
              `hidden` int DEFAULT '5' /*!80023 INVISIBLE */,
              `made` timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
              `then` timestamp NULL DEFAULT '2024-02-29 12:00:00',
              `zero` date NOT NULL DEFAULT '0000-00-00',
              `code` char(36) NOT NULL DEFAULT (uuid()),
              `document` json DEFAULT (json_object('a',1)),
              `sum` decimal(13,2) GENERATED ALWAYS AS ((`money` * 2)) VIRTUAL,
              `kept` varchar(50) GENERATED ALWAYS AS (concat(`text`,_utf8mb4'-',`kind`)) STORED NOT NULL,
              `place` point NOT NULL /*!80003 SRID 4326 */,
              PRIMARY KEY (`id`),
              UNIQUE KEY `text_prefix` (`text`(5)),
              KEY `down` (`money` DESC,`tiny`),
              KEY `unused` (`tiny`) /*!80000 INVISIBLE */,
              KEY `lowered` ((lower(`text`))),
              SPATIAL KEY `where` (`place`),
              FULLTEXT KEY `words` (`text`) COMMENT 'for searching',
              CONSTRAINT `positive` CHECK ((`money` >= 0)),
              CONSTRAINT `doubtful` CHECK ((`tiny` <> 7)) /*!80016 NOT ENFORCED */
            ) ENGINE=InnoDB AUTO_INCREMENT=77 DEFAULT CHARSET=latin1 COLLATE=latin1_german1_ci ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8 COMMENT='what''s in; a name'
            """, """
            CREATE TABLE `child` (
              `a` int unsigned NOT NULL,
              `n` int NOT NULL AUTO_INCREMENT,
              `up` int DEFAULT NULL,
              PRIMARY KEY (`a`,`n`),
              UNIQUE KEY `counted` (`n`),
              KEY `up` (`up`),
              CONSTRAINT `to_plain` FOREIGN KEY (`a`) REFERENCES `plain` (`id`) ON DELETE CASCADE,
              CONSTRAINT `to_self` FOREIGN KEY (`up`) REFERENCES `child` (`n`) ON DELETE SET NULL ON UPDATE RESTRICT
            ) ENGINE=InnoDB AUTO_INCREMENT=12
            """, """
            CREATE TABLE `parts` (
              `id` bigint NOT NULL,
              `at` date NOT NULL,
              PRIMARY KEY (`id`,`at`)
            ) ENGINE=InnoDB
            PARTITION BY RANGE (year(`at`))
            (PARTITION p0 VALUES LESS THAN (2020), PARTITION p1 VALUES LESS THAN MAXVALUE)
            """);

    @Test
    void definitionsAreTheSame() throws Exception {
        TargetSide side = TargetSide.mySql();
        try (Replication replication = Replication.to(side, ServerPair.newDatabase(side));
                Connection source = replication.source();
                Connection target = replication.target()) {
            execute(source, "SET sql_mode = '', time_zone = '+00:00'");
            execute(source, TABLES.toArray(String[]::new));
            execute(
                    source,
                    "INSERT INTO plain (text, place) VALUES ('one', ST_SRID(POINT(1, 2), 4326)), ('two', ST_SRID(POINT(3, 4), 4326))",
                    "INSERT INTO child VALUES (77, 1, NULL), (77, 2, 1), (78, 9, 2)",
                    "INSERT INTO parts VALUES (1, '2019-01-01'), (2, '2024-01-01')");
            replication.start().awaitStreaming();
            execute(
                    source,
                    "UPDATE plain SET hidden = 6, `then` = NULL WHERE id = 77",
                    "DELETE FROM plain WHERE id = 78");
            replication.awaitCaughtUp().assertEqual();
            for (String table : List.of("plain", "child", "parts")) {
                assertThat(definition(target, table)).isEqualTo(definition(source, table));
            }
        }
    }

    /** The order of indexes and constraints is that of their creation. */
    private static List<String> definition(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW CREATE TABLE " + table)) {
            row.next();
            return row.getString(2)
                    .lines()
                    .map(line -> line.replaceFirst(",$", "").replace(" CHARACTER SET latin1", ""))
                    .sorted()
                    .toList();
        }
    }
}
