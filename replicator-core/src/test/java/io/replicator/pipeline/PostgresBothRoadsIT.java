package io.replicator.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every type of PostgreSQL through the snapshot and through the stream, as a new row, an updated one and one whose key
 * changes: the target has the type and the text that the source has.
 */
class PostgresBothRoadsIT {
    /** Added to the keys of the rows that go through the stream. */
    private static final int INSERTED = 1_000;

    private static final int UPDATED = 2_000;
    private static final TimeZone ORIGINAL = TimeZone.getDefault();

    @BeforeAll
    static void moveThisJvmFarFromUtc() {
        TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
    }

    @AfterAll
    static void moveBack() {
        TimeZone.setDefault(ORIGINAL);
    }

    @Test
    void everyValueOfEveryTypeIsTheSameThroughBothRoads() throws Exception {
        List<TortureCase> cases = TortureCase.of("postgresql");
        try (Replication replication = Pair.POSTGRESQL_TO_POSTGRESQL.open(Pair.POSTGRESQL_TO_POSTGRESQL.newDatabase());
                Connection source = replication.source();
                Connection target = replication.target()) {
            execute(source, "SET timezone = 'UTC'");
            for (TortureCase type : cases) {
                create(source, type);
            }
            replication.start().awaitStreaming();
            for (TortureCase type : cases) {
                change(source, type.name());
            }
            replication.awaitCaughtUp().assertEqual();
            Map<String, String> expected = new TreeMap<>();
            Map<String, String> actual = new TreeMap<>();
            for (TortureCase type : cases) {
                expected.putAll(texts(source, type.name()));
                actual.putAll(texts(target, type.name()));
            }
            assertThat(actual).isEqualTo(expected).hasSizeGreaterThan(4 * cases.size());
        }
    }

    private static void create(Connection source, TortureCase type) throws SQLException {
        for (String statement : type.before()) {
            execute(source, statement);
        }
        execute(source, "CREATE TABLE " + type.name() + " (id int PRIMARY KEY, v " + type.type() + ", n int)");
        if (!type.type().equals("other.code")) {
            execute(source, "INSERT INTO " + type.name() + " VALUES (0, NULL)");
        }
        for (int i = 0; i < type.literals().size(); i++) {
            execute(
                    source,
                    "INSERT INTO " + type.name() + " VALUES (" + (i + 1) + ", "
                            + type.literals().get(i) + ")");
        }
    }

    private static void change(Connection source, String table) throws SQLException {
        execute(source, "INSERT INTO " + table + " SELECT id + " + INSERTED + ", v FROM " + table);
        execute(
                source,
                "INSERT INTO " + table + " SELECT id + " + UPDATED + ", (SELECT v FROM " + table
                        + " ORDER BY id DESC LIMIT 1) FROM " + table + " WHERE id < " + INSERTED);
        execute(
                source,
                "UPDATE " + table + " t SET v = o.v FROM " + table + " o WHERE t.id = o.id + " + UPDATED
                        + " AND o.id < " + INSERTED);
        execute(source, "UPDATE " + table + " SET n = 1 WHERE id % 2 = 0");
        execute(source, "UPDATE " + table + " SET id = id + 10000 WHERE id > " + UPDATED);
    }

    /** The type and the values, which must not depend on the settings of a session. */
    private static Map<String, String> texts(Connection connection, String table) throws SQLException {
        Map<String, String> texts = new TreeMap<>();
        execute(connection, "SET timezone = 'UTC'");
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row =
                    statement.executeQuery("SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE"
                            + " attrelid = '" + table + "'::regclass AND attname = 'v'")) {
                row.next();
                texts.put(table + " type", row.getString(1));
            }
            try (ResultSet row = statement.executeQuery(
                    "SELECT id, CASE WHEN v IS NULL AND v::text IS NULL THEN 'NULL' ELSE concat(v) END, n FROM "
                            + table)) {
                while (row.next()) {
                    texts.put(table + " " + row.getInt(1), row.getString(2) + " " + row.getString(3));
                }
            }
        }
        return texts;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
