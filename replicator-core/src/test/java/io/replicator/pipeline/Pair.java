package io.replicator.pipeline;

import io.replicator.fixture.SharedServers;
import io.replicator.testkit.DatabaseServer;
import java.sql.SQLException;

/** The engines on both sides of a pipeline. A test that takes one runs over all that it names. */
enum Pair {
    MYSQL_TO_POSTGRESQL,
    MYSQL_TO_MYSQL,
    MYSQL_TO_MARIADB,
    MARIADB_TO_POSTGRESQL,
    MARIADB_TO_MYSQL,
    MARIADB_TO_MARIADB,
    POSTGRESQL_TO_POSTGRESQL,
    POSTGRESQL_TO_MYSQL,
    POSTGRESQL_TO_MARIADB;

    /** A new database on both sides. @return its name */
    String newDatabase() throws SQLException {
        return ServerPair.newDatabase(source(), target().server());
    }

    /** @param database there must be one of this name on both sides */
    Replication open(String database) {
        return new Replication(source(), target(), database);
    }

    private DatabaseServer source() {
        return switch (this) {
            case MYSQL_TO_POSTGRESQL, MYSQL_TO_MYSQL, MYSQL_TO_MARIADB -> ServerPair.mysql();
            case MARIADB_TO_POSTGRESQL, MARIADB_TO_MYSQL, MARIADB_TO_MARIADB -> SharedServers.mariaDb();
            case POSTGRESQL_TO_POSTGRESQL, POSTGRESQL_TO_MYSQL, POSTGRESQL_TO_MARIADB -> ServerPair.postgreSqlSource();
        };
    }

    private TargetSide target() {
        return switch (this) {
            case MYSQL_TO_POSTGRESQL, MARIADB_TO_POSTGRESQL, POSTGRESQL_TO_POSTGRESQL -> TargetSide.postgreSql();
            case MYSQL_TO_MYSQL, MARIADB_TO_MYSQL, POSTGRESQL_TO_MYSQL -> TargetSide.mySql();
            case MYSQL_TO_MARIADB, MARIADB_TO_MARIADB, POSTGRESQL_TO_MARIADB -> TargetSide.mariaDb();
        };
    }
}
