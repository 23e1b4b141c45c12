package io.replicator.pipeline;

import static io.replicator.pipeline.ServerPair.execute;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables that are more than columns and a key, copied and streamed to each target. */
class PostgresTablesIT {

    @ParameterizedTest
    @EnumSource(
            value = Pair.class,
            names = {"POSTGRESQL_TO_POSTGRESQL", "POSTGRESQL_TO_MYSQL", "POSTGRESQL_TO_MARIADB"})
    void partitionsIdentitiesAndNamesThatDifferInCaseArrive(Pair pair) throws Exception {
        try (Replication replication = pair.open(pair.newDatabase()).releasing();
                Connection source = replication.source();
                Connection target = replication.target()) {
            create(source, pair == Pair.POSTGRESQL_TO_POSTGRESQL);
            replication.start().awaitStreaming();
            change(source);
            replication.awaitCaughtUp().assertEqual();
            String quote = pair == Pair.POSTGRESQL_TO_POSTGRESQL ? "\"" : "`";
            assertThat(texts(target, "SELECT id, v FROM visit ORDER BY id"))
                    .containsExactly("1 moved", "2 kept", "3 changed", "5 directly", "6 far");
            assertThat(texts(target, "SELECT v FROM " + quote + "Case" + quote + " ORDER BY v"))
                    .containsExactly("copied", "streamed");
            assertThat(texts(target, "SELECT count(*) FROM cleared")).containsExactly("1");
            replication.stop();
            execute(target, "INSERT INTO " + quote + "Case" + quote + " (v) VALUES ('next')");
            assertThat(texts(target, "SELECT id FROM " + quote + "Case" + quote + " WHERE v = 'next'"))
                    .containsExactly("42");
        }
    }

    /** @param generated other engines refuse a generated column until it is excluded */
    private static void create(Connection source, boolean generated) throws SQLException {
        execute(
                source,
                "CREATE TABLE visit (id int, at date, v text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at)",
                "CREATE TABLE visit_2023 PARTITION OF visit FOR VALUES FROM ('2023-01-01') TO ('2024-01-01')"
                        + " PARTITION BY LIST (id)",
                "CREATE TABLE visit_2023_one PARTITION OF visit_2023 FOR VALUES IN (1)",
                "CREATE TABLE visit_2023_rest PARTITION OF visit_2023 DEFAULT",
                "CREATE TABLE visit_2024 (v text, gone int, at date NOT NULL, id int NOT NULL)",
                "ALTER TABLE visit_2024 DROP COLUMN gone",
                "ALTER TABLE visit ATTACH PARTITION visit_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
                "CREATE TABLE visit_far PARTITION OF visit DEFAULT",
                "INSERT INTO visit VALUES (1, '2023-05-05', 'here'), (2, '2023-05-05', 'kept'), (3, '2024-05-05', 'old')",
                "CREATE TABLE \"Case\" (id bigint GENERATED ALWAYS AS IDENTITY (START 40) PRIMARY KEY, v text"
                        + (generated ? ", long text GENERATED ALWAYS AS (v || v) STORED)" : ")"),
                "CREATE TABLE \"case\" (id serial PRIMARY KEY, v text)",
                "INSERT INTO \"Case\" (v) VALUES ('copied')",
                "INSERT INTO \"case\" (v) VALUES ('other')",
                "CREATE TABLE cleared (n int) PARTITION BY HASH (n)",
                "CREATE TABLE cleared_0 PARTITION OF cleared FOR VALUES WITH (MODULUS 2, REMAINDER 0)",
                "CREATE TABLE cleared_1 PARTITION OF cleared FOR VALUES WITH (MODULUS 2, REMAINDER 1)",
                "ALTER TABLE cleared REPLICA IDENTITY FULL",
                "ALTER TABLE cleared_0 REPLICA IDENTITY FULL",
                "ALTER TABLE cleared_1 REPLICA IDENTITY FULL",
                "INSERT INTO cleared SELECT generate_series(1, 100)");
    }

    private static void change(Connection source) throws SQLException {
        execute(
                source,
                "UPDATE visit SET at = '2024-06-06', v = 'moved' WHERE id = 1",
                "UPDATE visit SET v = 'changed' WHERE id = 3",
                "INSERT INTO visit VALUES (4, '2024-07-07', 'short'), (6, '2030-01-01', 'far')",
                "INSERT INTO visit_2023_rest VALUES (5, '2023-12-31', 'directly')",
                "DELETE FROM visit WHERE id = 4",
                "INSERT INTO \"Case\" (v) VALUES ('streamed')",
                "UPDATE \"case\" SET v = 'changed'",
                "TRUNCATE cleared",
                "INSERT INTO cleared VALUES (1), (1), (2)",
                "DELETE FROM cleared WHERE n = 1 AND ctid = (SELECT ctid FROM cleared WHERE n = 1 LIMIT 1)",
                "UPDATE cleared SET n = 3 WHERE n = 2",
                "DELETE FROM cleared WHERE n = 3");
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                StringBuilder line = new StringBuilder();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    line.append(i > 1 ? " " : "").append(row.getString(i));
                }
                texts.add(line.toString());
            }
        }
        return texts;
    }
}
