package io.replicator.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.replicator.dialect.BulkLoad;
import io.replicator.error.ErrorKind;
import io.replicator.fixture.SharedServers;
import io.replicator.fixture.TestDatabase;
import io.replicator.schema.Table;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import io.replicator.typemapping.ValueRule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/** Both ways of loading rows, LOAD DATA and INSERT, do the same and refuse the same. */
@ParameterizedClass
@CsvSource({"MYSQL, true", "MYSQL, false", "MARIADB, true", "MARIADB, false"})
class MySqlBulkLoadIT {
    private final Product product;
    private final boolean loadsData;
    private final MySqlTarget engine;
    private TestDatabase database;
    private Connection connection;

    MySqlBulkLoadIT(Product product, boolean loadsData) {
        this.product = product;
        this.loadsData = loadsData;
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
    void textArrivesWhateverIsInIt() throws SQLException {
        database.execute("CREATE TABLE t (id INT PRIMARY KEY, v TEXT CHARACTER SET utf8mb4)");
        String odd = "tab\t line\n return\r backslash\\ \\N \\0 nul\0 end\u001A quote' \" 😀";
        load("t", List.of(row("1", odd), row("2", ""), row("3", null), row("4", "\\N"), row("5", "NULL")));
        assertThat(database.rows("SELECT id, HEX(v) FROM t ORDER BY id"))
                .containsExactly("1|" + hex(odd), "2|", "3|-", "4|" + hex("\\N"), "5|" + hex("NULL"));
    }

    @Test
    void moreThanOneStatementIsOneLoad() throws SQLException {
        database.execute("CREATE TABLE t (id INT PRIMARY KEY, v LONGTEXT)");
        String large = "x".repeat(3 << 20);
        assertThat(load("t", List.of(row("1", large), row("2", large), row("3", large), row("4", "small"))))
                .isEqualTo(4);
        assertThat(database.rows("SELECT id, LENGTH(v) FROM t ORDER BY id"))
                .containsExactly("1|3145728", "2|3145728", "3|3145728", "4|5");
    }

    @Test
    void valuesThatDoNotFitAreRefusedAndNotShown() throws SQLException {
        database.execute("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(5), n TINYINT, d DATE)");
        refused(ErrorKind.VALUE, row("1", "much too long", "1", "2024-01-01"), "much");
        refused(ErrorKind.VALUE, row("1", "short", "300", "2024-01-01"), "300");
        refused(ErrorKind.VALUE, row("1", "short", "3", "2024-13-01"), "2024-13");
        refused(ErrorKind.DIVERGED, row(null, "short", "3", "2024-01-01"), "short");
        assertThat(database.rows("SELECT * FROM t")).isEmpty();
    }

    @Test
    void rowThatIsThereAlreadyIsRefused() throws SQLException {
        database.execute("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(20) UNIQUE, n INT, d DATE)");
        database.execute("INSERT INTO t VALUES (1, 'secret', 1, NULL)");
        refused(ErrorKind.DIVERGED, row("1", "other", "2", null), "other");
        refused(ErrorKind.DIVERGED, row("2", "secret", "2", null), "secret");
        assertThat(database.rows("SELECT * FROM t")).containsExactly("1|secret|1|-");
    }

    @Test
    void serverCannotAskForAFile(@TempDir Path folder) throws Exception {
        database.execute("CREATE TABLE t (id INT PRIMARY KEY, v TEXT)");
        load("t", List.<byte[][]>of(row("1", "one")));
        Path secret = Files.writeString(folder.resolve("secret"), "2\tstolen\n");
        try (Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("LOAD DATA LOCAL INFILE '" + secret + "' INTO TABLE t"))
                    .isInstanceOf(SQLException.class);
        }
        connection.rollback();
        assertThat(database.rows("SELECT * FROM t")).containsExactly("1|one");
    }

    private void refused(ErrorKind kind, byte[][] row, String hidden) {
        assertThatThrownBy(() -> load("t", List.<byte[][]>of(row)))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refusal -> assertThat(engine.classify(refusal)).isEqualTo(kind))
                .hasMessageNotContaining(hidden);
    }

    private long load(String table, List<byte[][]> rows) throws SQLException {
        TableMapping mapping = mapping(table);
        try (BulkLoad load = loadsData
                ? MySqlLoadData.open(connection, mapping)
                : MySqlBulkInsert.open(connection, new MySqlWriterSql(product, mapping), BulkLoad.Mode.INSERT)) {
            for (byte[][] row : rows) {
                load.add(row);
            }
            long count = load.finish();
            connection.commit();
            return count;
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        }
    }

    private static byte[][] row(@Nullable String... values) {
        return Stream.of(values)
                .map(value -> value == null ? null : value.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    private static String hex(String text) {
        return java.util.HexFormat.of().withUpperCase().formatHex(text.getBytes(StandardCharsets.UTF_8));
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
