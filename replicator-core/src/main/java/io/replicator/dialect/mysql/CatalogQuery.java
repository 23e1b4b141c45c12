package io.replicator.dialect.mysql;

import io.replicator.change.TableId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Runs a query on the catalog and hands out its rows. Columns are asked for by alias, as servers differ in the case of
 * the catalog's own names.
 */
final class CatalogQuery {
    private CatalogQuery() {}

    interface RowReader {
        void read(CatalogRow row) throws SQLException;
    }

    static void each(Connection connection, String sql, RowReader reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            CatalogRow row = new CatalogRow(rows);
            while (rows.next()) {
                reader.read(row);
            }
        }
    }

    /** The current row. Texts are never {@code null}: an absent one is empty. */
    record CatalogRow(ResultSet rows) {
        /** From the columns {@code db} and {@code tbl}. */
        TableId table() throws SQLException {
            return new TableId(text("db"), text("tbl"));
        }

        String text(String column) throws SQLException {
            String text = rows.getString(column);
            return text == null ? "" : text;
        }

        boolean has(String column) throws SQLException {
            return rows.getBytes(column) != null;
        }

        long number(String column) throws SQLException {
            return has(column) ? Long.parseLong(text(column)) : 0;
        }

        /** A BIGINT UNSIGNED; what a long cannot hold becomes its greatest value. */
        long unsigned(String column) throws SQLException {
            long value = has(column) ? Long.parseUnsignedLong(text(column)) : 0;
            return value < 0 ? Long.MAX_VALUE : value;
        }

        boolean yes(String column) throws SQLException {
            return text(column).equals("YES");
        }
    }
}
