package io.replicator.pipeline;

import io.replicator.fixture.SharedServers;
import io.replicator.testkit.DatabaseServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** The servers that all tests of this JVM share. Tests that stop servers start their own. */
final class ServerPair {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private ServerPair() {}

    static DatabaseServer mysql() {
        return SharedServers.mySql();
    }

    static DatabaseServer postgreSqlSource() {
        return SharedServers.postgreSqlSource();
    }

    static DatabaseServer postgreSql() {
        return SharedServers.postgreSql();
    }

    /** A new database on both servers. @return its name */
    static String newDatabase() throws SQLException {
        return newDatabase(mysql(), postgreSql());
    }

    static String newDatabase(TargetSide target) throws SQLException {
        return newDatabase(mysql(), target.server());
    }

    static String newDatabase(DatabaseServer source, DatabaseServer target) throws SQLException {
        String name = "pipeline_" + DATABASES.incrementAndGet();
        source.createDatabase(name);
        target.createDatabase(name);
        return name;
    }

    static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
