package io.replicator.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.replicator.change.ChangeEvent.RowUpdated;
import io.replicator.change.Row;
import io.replicator.change.TableId;
import io.replicator.dialect.CheckpointSql;
import io.replicator.dialect.Finding;
import io.replicator.dialect.TableWriter;
import io.replicator.error.ErrorKind;
import io.replicator.fixture.SharedServers;
import io.replicator.fixture.TestDatabase;
import io.replicator.schema.Table;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import io.replicator.typemapping.ValueRule;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How MySQL and MariaDB are written to. */
@ParameterizedClass
@EnumSource(Product.class)
class MySqlTargetIT {
    private final Product product;
    private final MySqlTarget engine;
    private TestDatabase database;
    private Connection connection;

    MySqlTargetIT(Product product) {
        this.product = product;
        this.engine = product == Product.MYSQL ? MySqlTarget.mySql() : MySqlTarget.mariaDb();
    }

    @BeforeEach
    void connect() throws SQLException {
        database =
                TestDatabase.on(product == Product.MYSQL ? SharedServers.mySqlTarget() : SharedServers.mariaDbTarget());
        connection = engine.connect(database.endpoint());
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        database.close();
    }

    @Test
    void upsertOverwritesTheRowOfTheSameKeyAndNoOther() throws SQLException {
        database.execute("CREATE TABLE t (id INT PRIMARY KEY AUTO_INCREMENT, email VARCHAR(20) UNIQUE)");
        database.execute("INSERT INTO t VALUES (1, 'one'), (2, 'two')");
        try (TableWriter writer = engine.writer(connection, mapping("t"))) {
            writer.upsert(List.of(new Row("2", "zwei"), new Row("3", "three"), new Row("0", "zero")));
            connection.commit();
            assertThat(database.rows("SELECT * FROM t ORDER BY id"))
                    .containsExactly("0|zero", "1|one", "2|zwei", "3|three");

            assertThatThrownBy(() -> writer.upsert(List.of(new Row("4", "one"))))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refusal -> assertThat(engine.classify(refusal)).isEqualTo(ErrorKind.DIVERGED));
        }
    }

    @Test
    void refusedValuesAreNotInTheMessage() throws SQLException {
        database.execute("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(5), u VARCHAR(20) UNIQUE)");
        database.execute("INSERT INTO t VALUES (1, NULL, 'secret')");
        try (TableWriter writer = engine.writer(connection, mapping("t"))) {
            assertThatThrownBy(() -> writer.insertWhole(List.of(new Row("2", "much too long", null))))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refusal -> assertThat(engine.classify(refusal)).isEqualTo(ErrorKind.VALUE))
                    .hasMessageNotContaining("much too");
            assertThatThrownBy(() -> writer.insertWhole(List.of(new Row("2", null, "secret"))))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refusal -> assertThat(engine.classify(refusal)).isEqualTo(ErrorKind.DIVERGED))
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void keyMovesUnderItsCollationAndNotOverAnotherRow() throws SQLException {
        database.execute("CREATE TABLE t (id VARCHAR(10) PRIMARY KEY, v INT)");
        database.execute("INSERT INTO t VALUES ('a', 1), ('b', 2), ('c', 3)");
        try (TableWriter writer = engine.writer(connection, mapping("t"))) {
            writer.moveKey(List.of(
                    new RowUpdated(new TableId("s", "t"), new Row("a", "1"), new Row("A", "10")),
                    new RowUpdated(new TableId("s", "t"), new Row("b", "2"), new Row("c", "20")),
                    new RowUpdated(new TableId("s", "t"), new Row("gone", "4"), new Row("d", "40"))));
            connection.commit();
        }
        assertThat(database.rows("SELECT * FROM t ORDER BY id")).containsExactly("A|10", "c|20", "d|40");
    }

    @Test
    void valueLeftOutOfAnUpdateStays() throws SQLException {
        database.execute("CREATE TABLE t (id INT PRIMARY KEY, v INT, w INT)");
        database.execute("INSERT INTO t VALUES (1, 1, 1)");
        try (TableWriter writer = engine.writer(connection, mapping("t"))) {
            assertThat(writer.update(List.of(new Row("1", "2", Row.UNKNOWN), new Row("9", Row.UNKNOWN, "3"))))
                    .isEqualTo(1);
            connection.commit();
        }
        assertThat(database.rows("SELECT * FROM t")).containsExactly("1|2|1");
    }

    @Test
    void wholeRowIsTakenForNoOtherThatOnlyComparesEqual() throws SQLException {
        database.execute("CREATE TABLE t (v VARCHAR(10), f FLOAT, d DECIMAL(30,10), j JSON)");
        database.execute("INSERT INTO t VALUES ('x', 1.1, 0.1, NULL), ('X', 1.1, 0.1, '[1]'), ('x ', 1.1, 0.1, NULL)");
        try (TableWriter writer = engine.writer(connection, mapping("t"))) {
            assertThat(writer.deleteWhole(List.of(new Row("x ", "1.1", "0.1000000000", null))))
                    .isEqualTo(1);
            assertThat(writer.deleteWhole(List.of(new Row("X", "1.1", "0.1000000000", "[1]"))))
                    .isEqualTo(1);
            assertThat(writer.deleteWhole(List.of(new Row("X", "1.1", "0.1000000000", "[1]"))))
                    .isZero();
            connection.commit();
        }
        assertThat(database.rows("SELECT CONCAT('<', v, '>') FROM t")).containsExactly("<x>");
    }

    @Test
    void onlyTheWritersOfThisPipelineAreEnded() throws SQLException {
        CheckpointSql sql = engine.checkpointSql(database.name());
        try (Connection former = engine.connect(sql.writers(database.endpoint(), "mine"));
                Connection other = engine.connect(sql.writers(database.endpoint(), "other"));
                Connection session = engine.connect(database.endpoint())) {
            assertThat(sql.tryLock(session, "mine")).isTrue();
            assertThat(sql.tryLock(connection, "mine")).isFalse();
            sql.evictWriters(session, "mine");
            assertThat(former.isValid(5)).isFalse();
            assertThat(other.isValid(5)).isTrue();
        }
    }

    @Test
    void existingTableMustFit() throws SQLException {
        database.execute("""
                CREATE TABLE wanted (id INT PRIMARY KEY, a VARCHAR(20), b BIGINT UNSIGNED, c INT, d INT AS (c + 1))""");
        TableMapping mapping = mapping("wanted");
        assertThat(engine.schema().differences(connection, mapping)).hasValue(List.of());
        database.execute(
                "DROP TABLE wanted",
                "CREATE TABLE wanted (id INT, a VARCHAR(10), b BIGINT, d INT, more INT NOT NULL)",
                "CREATE TRIGGER disturbs BEFORE INSERT ON wanted FOR EACH ROW SET NEW.d = 1");
        assertThat(engine.schema().differences(connection, mapping).orElseThrow())
                .satisfiesExactlyInAnyOrder(
                        difference -> assertThat(difference).contains("column a", "varchar(10)"),
                        difference -> assertThat(difference).contains("column b", "bigint"),
                        difference -> assertThat(difference).contains("column c", "missing"),
                        difference -> assertThat(difference).contains("column d", "not here"),
                        difference -> assertThat(difference).contains("column more", "NOT NULL"),
                        difference -> assertThat(difference).contains("primary key"),
                        difference -> assertThat(difference).contains("trigger disturbs"));
    }

    @Test
    void otherProductUnderThisUrlIsRefused() throws SQLException {
        MySqlTarget wrong = product == Product.MYSQL ? MySqlTarget.mariaDb() : MySqlTarget.mySql();
        Stream<String> failed = wrong.schema().preflight(connection, database.name()).stream()
                .filter(finding -> finding.level() == Finding.Level.FAILED)
                .map(Finding::subject);
        assertThat(failed).containsExactly("target version");
        assertThat(engine.schema().preflight(connection, database.name()))
                .extracting(Finding::level)
                .containsOnly(Finding.Level.PASSED);
    }

    private TableMapping mapping(String name) throws SQLException {
        Table table = MySqlCatalog.tables(connection, product, id -> id.name().equals(name))
                .get(0);
        List<ColumnMapping> columns = new ArrayList<>();
        table.columns()
                .forEach(column -> columns.add(new ColumnMapping(
                        column, columns.size(), column.name(), engine.types().type(table, column), ValueRule.NONE)));
        return new TableMapping(table, table.id(), columns);
    }
}
