package io.replicator.dialect.mysql;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What servers of one product differ in as targets.
 *
 * @param uuids whether there is the type UUID
 * @param foldsNames whether tables whose names differ only in case are one table
 * @param loadsData whether the server takes LOAD DATA LOCAL
 */
record ServerTraits(boolean uuids, boolean foldsNames, boolean loadsData) {
    /** Those of a usual server. */
    static ServerTraits of(Product product) {
        return new ServerTraits(product == Product.MARIADB, false, false);
    }

    static ServerTraits of(Product product, Connection connection) throws SQLException {
        return new ServerTraits(
                product == Product.MARIADB && MySqlBinlog.isAtLeast(connection, 10, 7),
                !MySqlBinlog.variable(connection, "lower_case_table_names").equals("0"),
                MySqlPreflight.isOn(MySqlBinlog.variable(connection, "local_infile")));
    }
}
