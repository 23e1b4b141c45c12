package io.replicator.dialect.mysql;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.RuntimeProperty;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.JdbcStatement;
import io.replicator.dialect.BulkLoad;
import io.replicator.dialect.LineBuffer;
import io.replicator.typemapping.TableMapping;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Loads rows by LOAD DATA LOCAL, some megabytes a statement. As the server cannot break off a local file in the middle, it
 * makes warnings of errors and leaves rows out; here every warning is the error again that INSERT would give.
 */
final class MySqlLoadData implements BulkLoad {
    private static final int STATEMENT_BYTES = 4 << 20;

    private final Statement statement;
    private final RuntimeProperty<Boolean> allowed;
    private final String sql;
    private final LoadedColumn[] columns;
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream(STATEMENT_BYTES + (1 << 18));
    private final LineBuffer lines = new LineBuffer(collected::write);
    private long collectedRows;
    private long rows;

    private MySqlLoadData(Statement statement, RuntimeProperty<Boolean> allowed, TableMapping mapping) {
        this.statement = statement;
        this.allowed = allowed;
        this.columns = IntStream.range(0, mapping.written().size())
                .mapToObj(i -> new LoadedColumn(mapping.written().get(i), i))
                .toArray(LoadedColumn[]::new);
        this.sql = sql(mapping, columns);
    }

    static BulkLoad open(Connection connection, TableMapping mapping) throws SQLException {
        RuntimeProperty<Boolean> allowed = connection
                .unwrap(JdbcConnection.class)
                .getPropertySet()
                .getBooleanProperty(PropertyKey.allowLoadLocalInfile);
        return new MySqlLoadData(connection.createStatement(), allowed, mapping);
    }

    private static String sql(TableMapping mapping, LoadedColumn[] columns) {
        String assignments = Stream.of(columns)
                .flatMap(column -> column.assignment().stream())
                .collect(Collectors.joining(", "));
        return "LOAD DATA LOCAL INFILE 'rows' INTO TABLE " + MySqlLiterals.name(mapping.target())
                + " CHARACTER SET utf8mb4 FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n' ("
                + Stream.of(columns).map(LoadedColumn::place).collect(Collectors.joining(", ")) + ")"
                + (assignments.isEmpty() ? "" : " SET " + assignments);
    }

    @Override
    public void add(byte[][] values) throws SQLException {
        for (int i = 0; i < columns.length; i++) {
            if (i > 0) {
                lines.single((byte) '\t');
            }
            columns[i].write(values[i], lines);
        }
        lines.single((byte) '\n');
        collectedRows++;
        if (collected.size() >= STATEMENT_BYTES) {
            load();
        }
    }

    /** The server may ask for a file only now, when it gets these lines whatever it asks for. */
    private void load() throws SQLException {
        lines.flush();
        statement
                .unwrap(JdbcStatement.class)
                .setLocalInfileInputStream(new ByteArrayInputStream(collected.toByteArray()));
        allowed.setValue(true);
        try {
            long loaded = statement.executeLargeUpdate(sql);
            requireNoWarning();
            if (loaded != collectedRows) {
                throw new SQLException(collectedRows + " rows were given to LOAD DATA, which took " + loaded);
            }
        } finally {
            allowed.setValue(false);
            statement.unwrap(JdbcStatement.class).setLocalInfileInputStream(null);
        }
        rows += collectedRows;
        collectedRows = 0;
        collected.reset();
    }

    private void requireNoWarning() throws SQLException {
        if (statement.getWarnings() == null) {
            return;
        }
        try (ResultSet warning = statement.executeQuery("SHOW WARNINGS")) {
            while (warning.next()) {
                if (!warning.getString("Level").equals("Note")) {
                    throw RefusedValues.hidden(
                            new SQLException(warning.getString("Message"), "HY000", warning.getInt("Code")));
                }
            }
        }
    }

    @Override
    public long finish() throws SQLException {
        if (collectedRows > 0) {
            load();
        }
        return rows;
    }

    @Override
    public void close() {
        try {
            statement.close();
        } catch (SQLException e) {
            // The transaction is rolled back and its connection closed, which frees it all the same.
        }
    }
}
