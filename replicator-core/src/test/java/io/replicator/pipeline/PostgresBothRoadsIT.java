package io.replicator.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.dialect.SnapshotReading;
import io.replicator.dialect.SnapshotView;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every type of PostgreSQL through the snapshot and through the stream, as a new row, an updated one and one whose key
 * changes: a target of the same engine has the type and the text that the source has, others the value by the rule that
 * the plan states.
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

    static List<Pair> pairs() {
        return List.of(Pair.POSTGRESQL_TO_POSTGRESQL, Pair.POSTGRESQL_TO_MYSQL, Pair.POSTGRESQL_TO_MARIADB);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void everyValueOfEveryTypeIsTheSameThroughBothRoads(Pair pair) throws Exception {
        try (Replication replication = pair.open(pair.newDatabase()).releasing();
                Connection source = replication.source();
                Connection target = replication.target()) {
            List<TortureCase> cases = cases(source);
            String engine = replication.targetParts().engine().name();
            execute(source, "SET timezone = 'UTC'");
            for (TortureCase type : cases) {
                create(source, type, type.literals(engine));
            }
            assertThat(typesWithLargeValues(source)).isGreaterThan(25);
            replication.start().awaitStreaming();
            for (TortureCase type : cases) {
                change(source, type.name());
            }
            replication.awaitCaughtUp().assertEqual();
            TextOfValues there = engine.equals("postgresql") ? TextOfValues.SAME_TYPE : TextOfValues.OTHER_TYPE;
            for (TortureCase type : cases) {
                Map<String, String> expected = there.expected(source, type);
                assertThat(there.actual(target, type))
                        .as(type.name())
                        .isEqualTo(expected)
                        .hasSizeGreaterThan(2);
            }
        }
    }

    static List<Pair> pairsOfDifferentEngines() {
        return List.of(Pair.POSTGRESQL_TO_MYSQL, Pair.POSTGRESQL_TO_MARIADB);
    }

    /** The rule is what both roads ask; see below for a run that it stops. */
    @ParameterizedTest
    @MethodSource("pairsOfDifferentEngines")
    void whatTheTargetDoesNotHoldIsRefusedByColumn(Pair pair) throws Exception {
        try (Replication replication = pair.open(pair.newDatabase()).releasing();
                Connection source = replication.source()) {
            String engine = replication.targetParts().engine().name();
            List<TortureCase> cases = cases(source).stream()
                    .filter(type -> !type.refused(engine).isEmpty())
                    .toList();
            for (TortureCase type : cases) {
                create(source, type, type.refused(engine));
            }
            Map<String, Integer> expected = new TreeMap<>();
            cases.forEach(type -> expected.put(type.name(), type.refused(engine).size()));
            assertThat(refusals(replication)).isEqualTo(expected).isNotEmpty();
        }
    }

    /** How many rows of each table have a value that its rule refuses. */
    private static Map<String, Integer> refusals(Replication replication) throws SQLException {
        Source from = replication.sourceParts();
        Map<String, Integer> refusals = new TreeMap<>();
        try (SnapshotView view = from.engine().snapshot().open(from.endpoint(), 1, List.of())) {
            for (TableMapping mapping : new Preflight(from, replication.targetParts())
                    .plan()
                    .mappings()
                    .values()) {
                refusals.put(
                        mapping.source().id().name(),
                        refusals(from, view.readers().get(0), mapping));
            }
        }
        return refusals;
    }

    private static int refusals(Source from, Connection reader, TableMapping mapping) throws SQLException {
        ColumnMapping column = mapping.column("v");
        SnapshotReading reading = from.engine().snapshot();
        int refused = 0;
        try (PreparedStatement select =
                        reading.select(reader, mapping.source(), List.of(column.source()), List.of(), List.of());
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Object value =
                        SnapshotReading.value(column.source(), reading.decoder(column.source()), row.getBytes(1));
                refused += value instanceof String text && isRefused(column, text) ? 1 : 0;
            }
        }
        return refused;
    }

    private static boolean isRefused(ColumnMapping column, String text) {
        try {
            column.rule().apply(text);
            return false;
        } catch (ReplicationException e) {
            assertThat(e.kind()).isEqualTo(ErrorKind.VALUE);
            assertThat(e).hasMessageContaining("t_").hasMessageContaining(".v ");
            return true;
        }
    }

    @ParameterizedTest
    @MethodSource("pairsOfDifferentEngines")
    void refusedValueStopsTheStreamAndNoOtherIsWritten(Pair pair) throws Exception {
        try (Replication replication = pair.open(pair.newDatabase()).releasing();
                Connection source = replication.source();
                Connection target = replication.target()) {
            execute(source, "CREATE TABLE t (id int PRIMARY KEY, v timestamp)");
            replication.start().awaitStreaming();
            execute(source, "INSERT INTO t VALUES (1, '2024-01-01'), (2, 'infinity')");
            assertThat(replication.awaitFailure().kind()).isEqualTo(ErrorKind.VALUE);
            assertThat(replication.awaitFailure()).hasMessageContaining("t.v");
            try (Statement statement = target.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT * FROM t")) {
                assertThat(rows.next()).isFalse();
            }
        }
    }

    private static List<TortureCase> cases(Connection source) throws SQLException {
        return TortureCase.of("postgresql", source.getMetaData().getDatabaseMajorVersion());
    }

    /** Tables of which the log leaves out a value that an update does not change. */
    private static int typesWithLargeValues(Connection source) throws SQLException {
        try (Statement statement = source.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM pg_class WHERE relname LIKE 't\\_%'"
                        + " AND relkind = 'r' AND pg_relation_size(reltoastrelid) > 0")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void create(Connection source, TortureCase type, List<String> literals) throws SQLException {
        for (String statement : type.before()) {
            execute(source, statement);
        }
        execute(source, "CREATE TABLE " + type.name() + " (id int PRIMARY KEY, v " + type.type() + ", n int)");
        if (!type.type().equals("other.code")) {
            execute(source, "INSERT INTO " + type.name() + " VALUES (0, NULL)");
        }
        for (int i = 0; i < literals.size(); i++) {
            execute(source, "INSERT INTO " + type.name() + " VALUES (" + (i + 1) + ", " + literals.get(i) + ")");
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
        execute(source, "UPDATE " + table + " SET n = 1 WHERE id % 2 = 0 OR pg_column_size(v) > 2000");
        execute(source, "UPDATE " + table + " SET id = id + 10000 WHERE id > " + UPDATED);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
