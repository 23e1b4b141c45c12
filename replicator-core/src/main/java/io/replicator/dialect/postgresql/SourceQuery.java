package io.replicator.dialect.postgresql;

import io.replicator.change.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Queries on a source's catalog. */
final class SourceQuery {
    private SourceQuery() {}

    interface RowReader {
        void read(CatalogRow row) throws SQLException;
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
            return rows.getString(column) != null;
        }

        /** 0 if absent. */
        long number(String column) throws SQLException {
            return rows.getLong(column);
        }

        boolean yes(String column) throws SQLException {
            return rows.getBoolean(column);
        }

        List<String> texts(String column) throws SQLException {
            return rows.getArray(column) == null
                    ? List.of()
                    : List.of((String[]) rows.getArray(column).getArray());
        }
    }

    static void each(Connection connection, String sql, RowReader reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            CatalogRow row = new CatalogRow(rows);
            while (rows.next()) {
                reader.read(row);
            }
        }
    }

    static List<String> texts(Connection connection, String sql, String... parameters) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
        }
        return texts;
    }

    static Optional<String> text(Connection connection, String sql, String... parameters) throws SQLException {
        return texts(connection, sql, parameters).stream().findFirst();
    }

    /** The only value. */
    static String value(Connection connection, String sql) throws SQLException {
        return texts(connection, sql).get(0);
    }
}
