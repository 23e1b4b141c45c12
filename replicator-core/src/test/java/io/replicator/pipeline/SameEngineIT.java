package io.replicator.pipeline;

import static io.replicator.pipeline.ServerPair.execute;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From one engine to itself the server prints the same definition of a table on both sides. */
class SameEngineIT {
    private static final List<String> MYSQL_TABLES = List.of("""
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
              FULLTEXT KEY `grams` (`text`) /*!50100 WITH PARSER `ngram` */,
              KEY `paged` (`filled`) KEY_BLOCK_SIZE=4 COMMENT 'of (4) ''K''',
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
            PARTITION BY RANGE (year(`at`)) SUBPARTITION BY HASH (`id`) SUBPARTITIONS 2
            (PARTITION p0 VALUES LESS THAN (2020), PARTITION p1 VALUES LESS THAN MAXVALUE)
            """, """
            CREATE TABLE `packed` (
              `id` varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_as_cs NOT NULL,
              `kind` enum('x') CHARACTER SET ascii NOT NULL,
              PRIMARY KEY (`id`)
            ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci COMPRESSION='zlib' STATS_PERSISTENT=1 STATS_SAMPLE_PAGES=30
            PARTITION BY KEY (`id`) PARTITIONS 3
            """);

    private static final List<String> MARIADB_TABLES = List.of("""
            CREATE TABLE `plain` (
              `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
              `filled` int(6) unsigned zerofill DEFAULT NULL,
              `money` decimal(12,2) unsigned NOT NULL DEFAULT 0.00,
              `ratio` float(7,3) DEFAULT NULL,
              `flags` bit(9) NOT NULL DEFAULT b'100000001',
              `kind` enum('a','it''s','b,c') CHARACTER SET latin1 COLLATE latin1_german1_ci NOT NULL DEFAULT 'it''s',
              `many` set('x','y') DEFAULT 'x,y',
              `text` varchar(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs DEFAULT 'back\\\\slash ''quoted''' COMMENT 'it''s a text',
              `raw` binary(4) NOT NULL DEFAULT 'ab\\0\\0',
              `hidden` int(11) INVISIBLE DEFAULT 5,
              `made` timestamp(3) NOT NULL DEFAULT current_timestamp(3) ON UPDATE current_timestamp(3),
              `then` timestamp NULL DEFAULT '2024-02-29 12:00:00',
              `code` uuid NOT NULL DEFAULT uuid(),
              `four` inet4 DEFAULT '1.2.3.4',
              `document` json DEFAULT '{}',
              `tomorrow` datetime DEFAULT (current_timestamp() + interval 1 day),
              `sum` decimal(13,2) GENERATED ALWAYS AS (`money` * 2) VIRTUAL,
              `kept` varchar(50) GENERATED ALWAYS AS (concat(`text`,'-')) STORED INVISIBLE,
              `place` point NOT NULL,
              `long` text DEFAULT NULL,
              PRIMARY KEY (`id`),
              UNIQUE KEY `text_prefix` (`text`(5)),
              UNIQUE KEY `whole_long` (`long`) USING HASH,
              KEY `down` (`money` DESC,`ratio`),
              KEY `unused` (`ratio`) IGNORED,
              SPATIAL KEY `where` (`place`),
              FULLTEXT KEY `words` (`text`) COMMENT 'for searching',
              CONSTRAINT `positive` CHECK (`money` >= 0)
            ) ENGINE=InnoDB AUTO_INCREMENT=77 DEFAULT CHARSET=latin1 COLLATE=latin1_german1_ci ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8 COMMENT='what''s in; a name'
            """, """
            CREATE TABLE `child` (
              `a` int(10) unsigned NOT NULL,
              `n` int(11) NOT NULL AUTO_INCREMENT,
              `up` int(11) DEFAULT NULL,
              PRIMARY KEY (`a`,`n`),
              UNIQUE KEY `counted` (`n`),
              KEY `up` (`up`),
              CONSTRAINT `to_plain` FOREIGN KEY (`a`) REFERENCES `plain` (`id`) ON DELETE CASCADE,
              CONSTRAINT `to_self` FOREIGN KEY (`up`) REFERENCES `child` (`n`) ON DELETE SET NULL ON UPDATE NO ACTION
            ) ENGINE=InnoDB AUTO_INCREMENT=12 `page_compressed`=1 `page_compression_level`=5
            """, """
            CREATE TABLE `parts` (
              `id` bigint(20) NOT NULL,
              `at` date NOT NULL,
              PRIMARY KEY (`id`,`at`)
            ) ENGINE=InnoDB
            PARTITION BY RANGE (year(`at`))
            (PARTITION p0 VALUES LESS THAN (2020), PARTITION p1 VALUES LESS THAN MAXVALUE)
            """, """
            CREATE TABLE `packed` (
              `id` int(11) NOT NULL,
              `s` date NOT NULL,
              `e` date NOT NULL,
              `n` int(11) DEFAULT nextval(`numbers`),
              PERIOD FOR `valid` (`s`, `e`),
              PRIMARY KEY (`id`,`valid` WITHOUT OVERLAPS)
            ) ENGINE=InnoDB STATS_PERSISTENT=1 WITH SYSTEM VERSIONING
            """);

    @Test
    void definitionsAreTheSameFromMySqlToMySql() throws Exception {
        move(Pair.MYSQL_TO_MYSQL, MYSQL_TABLES);
    }

    @Test
    void definitionsAreTheSameFromMariaDbToMariaDb() throws Exception {
        move(Pair.MARIADB_TO_MARIADB, MARIADB_TABLES);
    }

    private static void move(Pair pair, List<String> tables) throws Exception {
        try (Replication replication = pair.open(pair.newDatabase());
                Connection source = replication.source();
                Connection target = replication.target()) {
            execute(source, "SET sql_mode = '', time_zone = '+00:00'");
            if (pair == Pair.MARIADB_TO_MARIADB) {
                execute(source, "CREATE SEQUENCE numbers START WITH 40");
            }
            execute(source, tables.toArray(String[]::new));
            execute(source, rows(pair));
            replication.start().awaitStreaming();
            execute(
                    source,
                    "UPDATE plain SET hidden = 6, `then` = NULL WHERE id = 77",
                    "DELETE FROM plain WHERE id = 78");
            replication.awaitCaughtUp().assertEqual();
            for (String table : List.of("plain", "child", "parts", "packed")) {
                assertThat(definition(target, table)).isEqualTo(definition(source, table));
            }
        }
    }

    private static String[] rows(Pair pair) {
        String point = pair == Pair.MYSQL_TO_MYSQL ? "ST_SRID(POINT(%d, 2), 4326)" : "POINT(%d, 2)";
        return new String[] {
            "INSERT INTO plain (text, place) VALUES ('one', " + point.formatted(1) + "), ('two', " + point.formatted(3)
                    + ")",
            "INSERT INTO child VALUES (77, 1, NULL), (77, 2, 1), (78, 9, 2)",
            "INSERT INTO parts VALUES (1, '2019-01-01'), (2, '2024-01-01')",
            pair == Pair.MYSQL_TO_MYSQL
                    ? "INSERT INTO packed VALUES ('a', 'x'), ('A', 'x')"
                    : "INSERT INTO packed (id, s, e) VALUES (1, '2024-01-01', '2025-01-01'), (1, '2025-01-01', '2026-01-01')"
        };
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
