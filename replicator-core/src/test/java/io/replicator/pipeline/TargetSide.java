package io.replicator.pipeline;

import io.replicator.dialect.Endpoint;
import io.replicator.dialect.TargetEngine;
import io.replicator.dialect.mysql.MySqlTarget;
import io.replicator.dialect.postgresql.PostgresTarget;
import io.replicator.fixture.SharedServers;
import io.replicator.testkit.DatabaseServer;
import io.replicator.testkit.Engine;
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
        return new TargetSide(SharedServers.mariaDb(), MySqlTarget.mariaDb());
    }

    Endpoint endpoint(String database) {
        return new Endpoint(server.jdbcUrl(database), server.user(), server::password, Map.of());
    }

    /** Where the tables go: a database of MySQL is a schema. */
    String schema(String database) {
        return server.engine() == Engine.POSTGRESQL ? "public" : database;
    }

    @Override
    public String toString() {
        return engine.name();
    }
}
