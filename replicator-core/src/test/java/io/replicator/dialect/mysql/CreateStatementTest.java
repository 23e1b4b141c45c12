package io.replicator.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateStatementTest {
    private static final CreateStatement TABLE = new CreateStatement("""
            CREATE TABLE `t` (
              `a` int NOT NULL COMMENT 'KEY `words` (not this)',
              `s` date NOT NULL,
              `e` date NOT NULL,
              PERIOD FOR `valid` (`s`, `e`),
              PRIMARY KEY (`a`,`valid` WITHOUT OVERLAPS),
              UNIQUE KEY `long` (`a`) USING HASH,
              KEY `plain` (`a`),
              KEY `called ) '` ((lower(_utf8mb4')'))) KEY_BLOCK_SIZE=4 COMMENT 'of (4) ''K''' /*!80000 INVISIBLE */,
              FULLTEXT KEY `words` (`a`) /*!50100 WITH PARSER `ngram` */
            ) ENGINE=InnoDB""");

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "long, USING HASH",
                "plain, \"\"",
                "called ) ', KEY_BLOCK_SIZE=4",
                "words, /*!50100 WITH PARSER `ngram` */",
                "other, \"\""
            })
    void optionsOfAnIndexAreWhatStandsBehindItsColumns(String index, String options) {
        assertThat(TABLE.indexOptions(index)).isEqualTo(options);
    }

    @Test
    void periodKnowsThePrimaryKeyThatItIsPartOf() {
        assertThat(TABLE.period()).hasValueSatisfying(period -> {
            assertThat(period.columns()).containsExactly("s", "e");
            assertThat(period.definition()).isEqualTo("PRIMARY KEY (`a`,`valid` WITHOUT OVERLAPS)");
        });
    }

    @Test
    void placesOnTheDisksOfTheSourceAreLeftOut() {
        String options = "ENGINE=InnoDB ROW_FORMAT=DYNAMIC DATA DIRECTORY='/it''s/here/' COMPRESSION='zlib'"
                + " /*!50100 TABLESPACE `ts` */\n/*!50100 PARTITION BY KEY (a)\n(PARTITION p0 TABLESPACE = `ts` ENGINE = InnoDB,"
                + "\n PARTITION p1 DATA DIRECTORY = '/d' ENGINE = InnoDB) */";
        assertThat(StorageOptions.withoutPlaces(options))
                .isEqualTo("ENGINE=InnoDB ROW_FORMAT=DYNAMIC COMPRESSION='zlib'\n/*!50100 PARTITION BY KEY (a)\n"
                        + "(PARTITION p0 ENGINE = InnoDB,\n PARTITION p1 ENGINE = InnoDB) */");
    }
}
