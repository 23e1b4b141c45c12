package io.replicator.pipeline;

import io.replicator.dialect.Endpoint;
import io.replicator.dialect.TargetEngine;
import io.replicator.dialect.mysql.MySqlTarget;
import io.replicator.dialect.postgresql.PostgresTarget;
import io.replicator.fixture.SharedServers;
import io.replicator.testkit.DatabaseServer;
import io.replicator.testkit.Engine;
import java.util.List;
import java.util.Map;

/** Where a pipeline under test writes. */
record TargetSide(DatabaseServer server, TargetEngine engine) {
    static TargetSide postgreSql() {
        return new TargetSide(SharedServers.postgreSql(), new PostgresTarget());
    }

    static TargetSide mySql() {
        return new TargetSide(SharedServers.mySqlTarget(), MySqlTarget.mySql());
    }

    static TargetSide mariaDb() {
        return new TargetSide(SharedServers.mariaDbTarget(), MySqlTarget.mariaDb());
    }

    Endpoint endpoint(String database) {
        return new Endpoint(server.jdbcUrl(database), server.user(), server::password, Map.of());
    }

    /** Where the tables go: a database of MySQL is a schema. */
    String schema(String database) {
        return server.engine() == Engine.POSTGRESQL ? "public" : database;
    }

    /** The text of a value, spelled by the target. */
    String text(String column) {
        return server.engine() == Engine.POSTGRESQL ? column + "::text" : "HEX(CAST(" + column + " AS BINARY))";
    }

    /** A condition that is true of two values that are not the same. */
    String differ(String one, String other) {
        return server.engine() == Engine.POSTGRESQL
                ? text(one) + " IS DISTINCT FROM " + text(other)
                : "NOT (" + text(one) + " <=> " + text(other) + ")";
    }

    static List<TargetSide> all() {
        return List.of(postgreSql(), mySql(), mariaDb());
    }

    @Override
    public String toString() {
        return engine.name();
    }
}
