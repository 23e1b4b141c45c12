package io.replicator.dialect.postgresql;

import io.replicator.dialect.BulkLoad;
import io.replicator.dialect.LineBuffer;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** COPY of one table from canonical values, in text format. */
final class PostgresCopy implements BulkLoad {
    private final TableMapping mapping;
    private final CopyIn copy;
    private final LineBuffer lines;
    private final CopyColumn[] columns;

    private PostgresCopy(TableMapping mapping, CopyIn copy) {
        this.mapping = mapping;
        this.copy = copy;
        this.lines = new LineBuffer(copy::writeToCopy);
        this.columns = mapping.written().stream().map(CopyColumn::new).toArray(CopyColumn[]::new);
    }

    static BulkLoad open(Connection connection, TableMapping mapping, Mode mode) throws SQLException {
        return switch (mode) {
            case INSERT -> into(PostgresNames.qualified(mapping.target()), connection, mapping);
            case MERGE -> PostgresMerge.open(connection, mapping);
        };
    }

    /** @param table the target table or one with the same columns, quoted */
    static PostgresCopy into(String table, Connection connection, TableMapping mapping) throws SQLException {
        String sql = "COPY " + table + " (" + columnNames(mapping) + ") FROM STDIN (FORMAT text, ENCODING 'UTF8')";
        return new PostgresCopy(
                mapping, connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql));
    }

    static String columnNames(TableMapping mapping) {
        return PostgresNames.quoted(
                mapping.written().stream().map(ColumnMapping::targetName).toList());
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
    }

    @Override
    public long finish() throws SQLException {
        try {
            lines.flush();
            return copy.endCopy();
        } catch (SQLException e) {
            throw RefusedRows.explain(mapping, e);
        }
    }

    @Override
    public void close() {
        if (!copy.isActive()) {
            return;
        }
        try {
            copy.cancelCopy();
        } catch (SQLException e) {
            throw new ReplicationException(
                    ErrorKind.CONNECTION, "Cannot cancel the COPY into " + mapping.target() + ": " + e.getMessage(), e);
        }
    }
}
