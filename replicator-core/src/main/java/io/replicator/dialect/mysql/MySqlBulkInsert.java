package io.replicator.dialect.mysql;

import io.replicator.dialect.BulkLoad;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Loads rows by multi-row INSERT statements, which the driver puts together and cuts to the server's packet size. */
final class MySqlBulkInsert implements BulkLoad {
    private static final int BATCH_ROWS = 2_000;
    private static final long BATCH_BYTES = 1 << 20;

    private final PreparedStatement statement;
    private final List<WrittenColumn> columns;
    private int batchedRows;
    private long batchedBytes;
    private long rows;

    private MySqlBulkInsert(PreparedStatement statement, List<WrittenColumn> columns) {
        this.statement = statement;
        this.columns = columns;
    }

    static BulkLoad open(Connection connection, MySqlWriterSql sql, Mode mode) throws SQLException {
        String text = switch (mode) {
            case INSERT -> sql.insert();
            case MERGE -> sql.upsert();
        };
        List<WrittenColumn> columns =
                sql.mapping().written().stream().map(WrittenColumn::new).toList();
        return new MySqlBulkInsert(connection.prepareStatement(text), columns);
    }

    @Override
    public void add(byte[][] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            columns.get(i).bindBytes(statement, i + 1, values[i]);
            batchedBytes += values[i] == null ? 1 : values[i].length;
        }
        statement.addBatch();
        rows++;
        if (++batchedRows >= BATCH_ROWS || batchedBytes >= BATCH_BYTES) {
            write();
        }
    }

    private void write() throws SQLException {
        try {
            statement.executeBatch();
        } catch (SQLException e) {
            throw RefusedValues.hidden(e);
        }
        batchedRows = 0;
        batchedBytes = 0;
    }

    @Override
    public long finish() throws SQLException {
        if (batchedRows > 0) {
            write();
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
