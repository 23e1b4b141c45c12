package io.replicator.benchmark;

import java.sql.SQLException;

/** The tables that change, in a database of their own. */
final class SmallTables {
    private SmallTables() {}

    static void create(ServerPair servers, String database) throws SQLException {
        servers.source().createDatabase(database);
        for (String table : ChangeMix.TABLES) {
            OrderTable.create(servers.source(), database, table, ChangeMix.ROWS_AT_FIRST);
        }
        servers.settle();
    }
}
