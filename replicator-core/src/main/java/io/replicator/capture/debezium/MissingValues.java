package io.replicator.capture.debezium;

import io.replicator.capture.Redefinition.Existing;
import io.replicator.change.TableId;
import io.replicator.schema.Column;
import io.replicator.schema.LogicalType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What PostgreSQL's existing rows hold for a column that was added: a constant that the catalog remembers beside the column,
 * because the rows were not written for it; or nothing, unless the table was written anew since, which its file tells.
 */
record MissingValues(Connection connection) {
    private static final String MISSING = """
            SELECT a.atthasmissing, (a.attmissingval::text::text[])[1], c.relkind = 'r' AND c.relfilenode = c.oid
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relname = ? AND a.attname = ?""";

    Existing of(TableId table, Column column) throws SQLException {
        if (column.isGenerated()) {
            return Existing.NULL;
        }
        try (PreparedStatement select = connection.prepareStatement(MISSING)) {
            select.setString(1, table.schema());
            select.setString(2, table.name());
            select.setString(3, column.name());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? value(column, row) : Existing.UNKNOWN;
            }
        }
    }

    private static Existing value(Column column, ResultSet row) throws SQLException {
        if (row.getBoolean(1)) {
            return Existing.of(canonical(column.type(), row.getString(2)));
        }
        boolean asItWas = row.getBoolean(3);
        boolean never = column.nullable() && column.defaultValue() == null && !column.identity();
        return asItWas || never ? Existing.NULL : Existing.UNKNOWN;
    }

    private static String canonical(LogicalType type, String text) {
        if (type instanceof LogicalType.Bool) {
            return text.equals("t") ? "true" : "false";
        }
        return type instanceof LogicalType.Binary ? text.replaceFirst("^\\\\x", "") : text;
    }
}
