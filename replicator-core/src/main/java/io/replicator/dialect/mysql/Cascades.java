package io.replicator.dialect.mysql;

import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Which writes to a table the target's foreign keys must see, so that they change the rows that refer to it.
 *
 * @param onDelete whether deleting a row changes others
 * @param onMove whether changing its primary key does
 * @param onUpdate whether changing other columns does
 */
record Cascades(boolean onDelete, boolean onMove, boolean onUpdate) {
    static final Cascades NONE = new Cascades(false, false, false);

    private static final String REFERENCES = """
            SELECT DELETE_RULE, UPDATE_RULE, UNIQUE_CONSTRAINT_NAME
            FROM information_schema.REFERENTIAL_CONSTRAINTS
            WHERE UNIQUE_CONSTRAINT_SCHEMA = ? AND REFERENCED_TABLE_NAME = ?
            """;

    /** The log of MySQL and MariaDB leaves out what foreign keys change; others tell it all. */
    static Cascades of(Connection connection, TableMapping mapping) throws SQLException {
        if (Product.of(mapping.source()).isEmpty()) {
            return NONE;
        }
        Cascades cascades = NONE;
        try (PreparedStatement select = connection.prepareStatement(REFERENCES)) {
            select.setString(1, mapping.target().schema());
            select.setString(2, mapping.target().name());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    boolean byPrimaryKey = "PRIMARY".equals(row.getString(3));
                    cascades = cascades.and(changesRows(row.getString(1)), changesRows(row.getString(2)), byPrimaryKey);
                }
            }
        }
        return cascades;
    }

    private Cascades and(boolean deletes, boolean updates, boolean byPrimaryKey) {
        return new Cascades(onDelete || deletes, onMove || deletes || updates, onUpdate || (updates && !byPrimaryKey));
    }

    private static boolean changesRows(String rule) {
        return rule.equals("CASCADE") || rule.startsWith("SET ");
    }
}
