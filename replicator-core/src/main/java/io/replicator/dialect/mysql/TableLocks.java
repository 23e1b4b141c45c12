package io.replicator.dialect.mysql;

import io.replicator.change.TableId;
import io.replicator.dialect.Endpoint;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** LOCK TABLES ... READ on a connection of its own: once granted, every transaction that wrote to them is complete. */
final class TableLocks implements AutoCloseable {
    private static final int WAIT_SECONDS = 10;

    private final Connection connection;
    private final int count;

    private TableLocks(Connection connection, int count) {
        this.connection = connection;
        this.count = count;
    }

    /** @param whyNeeded why a global lock cannot serve */
    static TableLocks acquire(Product product, Endpoint endpoint, List<TableId> tables, String whyNeeded)
            throws SQLException {
        Connection connection = MySqlConnections.open(product, endpoint);
        String names = tables.stream()
                .map(table -> MySqlLiterals.name(table) + " READ")
                .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("SET SESSION lock_wait_timeout = " + WAIT_SECONDS);
            statement.execute("LOCK TABLES " + names);
            return new TableLocks(connection, tables.size());
        } catch (SQLException e) {
            connection.close();
            throw refusal(tables, whyNeeded, e);
        }
    }

    private static ReplicationException refusal(List<TableId> tables, String whyNeeded, SQLException e) {
        String example = tables.get(0) + (tables.size() > 1 ? " and " + (tables.size() - 1) + " more" : "");
        if (!MySqlErrors.isPrivilege(e)) {
            return MySqlErrors.explain("locking " + example + " for reading", e);
        }
        return new ReplicationException(
                ErrorKind.PRIVILEGE,
                "The snapshot needs a lock: " + example
                        + " can only be copied at an exact position (no primary key, or no GTIDs at the source), "
                        + whyNeeded
                        + ", and LOCK TABLES is not granted. Grant RELOAD, FLUSH_TABLES or LOCK TABLES.",
                e);
    }

    static List<TableId> allTables(Connection connection) throws SQLException {
        List<TableId> tables = new ArrayList<>();
        CatalogQuery.each(connection, """
                SELECT TABLE_SCHEMA AS db, TABLE_NAME AS tbl FROM information_schema.TABLES
                WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE' ORDER BY TABLE_NAME
                """, row -> tables.add(row.table()));
        return tables;
    }

    int count() {
        return count;
    }

    /** Unlocks. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
