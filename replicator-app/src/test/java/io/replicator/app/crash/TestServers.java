package io.replicator.app.crash;

import io.replicator.testkit.DatabaseServer;
import io.replicator.testkit.Engine;
import io.replicator.testkit.Servers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/** Servers for all tests of this JVM, started when first needed and running between the tests; they end with it. */
final class TestServers {
    private static final Map<Engine, DatabaseServer> SOURCES = new EnumMap<>(Engine.class);
    private static final Map<Engine, DatabaseServer> TARGETS = new EnumMap<>(Engine.class);

    private TestServers() {}

    static DatabaseServer mysql() {
        return source(Engine.MYSQL);
    }

    static DatabaseServer postgres() {
        return target(Engine.POSTGRESQL);
    }

    static synchronized DatabaseServer source(Engine engine) {
        return SOURCES.computeIfAbsent(engine, TestServers::start);
    }

    static synchronized DatabaseServer target(Engine engine) {
        return TARGETS.computeIfAbsent(engine, TestServers::start);
    }

    private static DatabaseServer start(Engine engine) {
        return switch (engine) {
            case MYSQL -> Servers.mysql();
            case MARIADB -> Servers.mariaDb();
            case POSTGRESQL -> Servers.postgreSql();
        };
    }

    /** A pipeline with new databases that hold nothing. */
    static TestPipeline pipeline(Path folder) throws SQLException {
        return TestPipeline.between(mysql(), postgres(), folder);
    }

    /** A pipeline with a table {@code t} of some rows. */
    static TestPipeline smallPipeline(Path folder) throws SQLException {
        return pipeline(folder)
                .onSource(
                        "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, v VARCHAR(200), d DATE, n INT)",
                        "INSERT INTO t (v, n) VALUES ('a', 1), ('b', 2), (NULL, NULL)");
    }
}
