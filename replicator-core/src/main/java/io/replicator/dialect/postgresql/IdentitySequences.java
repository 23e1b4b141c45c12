package io.replicator.dialect.postgresql;

import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Lets AUTO_INCREMENT columns continue after the rows that replication wrote, which do not move a sequence. */
final class IdentitySequences {
    private IdentitySequences() {}

    static void advance(Connection connection, TableMapping mapping) throws SQLException {
        for (ColumnMapping column : mapping.columns()) {
            if (column.source().identity()) {
                Optional<String> sequence = sequence(connection, mapping, column);
                if (sequence.isPresent()) {
                    advance(connection, mapping, column, sequence.get());
                }
            }
        }
    }

    /** The sequence, quoted, that an identity column has or that is owned by the column. */
    private static Optional<String> sequence(Connection connection, TableMapping mapping, ColumnMapping column)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT pg_get_serial_sequence(?, ?)")) {
            select.setString(1, PostgresNames.qualified(mapping.target()));
            select.setString(2, column.targetName());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** Never moves a sequence back, and never behind its end. */
    private static void advance(Connection connection, TableMapping mapping, ColumnMapping column, String sequence)
            throws SQLException {
        String sql = """
                SELECT setval(?::regclass, last::bigint) FROM (
                  SELECT least(seqmax, greatest(
                    (SELECT max(%s)::numeric FROM %s),
                    ?::numeric - 1,
                    (SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END FROM %s))) AS last, seqmin
                  FROM pg_sequence WHERE seqrelid = ?::regclass) s
                WHERE last >= seqmin""".formatted(
                        PostgresNames.quote(column.targetName()), PostgresNames.qualified(mapping.target()), sequence);
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, sequence);
            select.setLong(2, mapping.source().nextIdentity());
            select.setString(3, sequence);
            select.execute();
        }
    }
}
