package io.replicator.app.crash;

import io.replicator.testkit.DatabaseServer;
import io.replicator.testkit.Servers;
import java.nio.file.Path;
import java.sql.SQLException;

/** One MySQL and one PostgreSQL for all tests of this JVM, running between the tests; they end with it. */
final class TestServers {
    private TestServers() {}

    /** Started at the first use. */
    private static final class Shared {
        static final DatabaseServer MYSQL = Servers.mysql();
        static final DatabaseServer POSTGRES = Servers.postgreSql();
    }

    static DatabaseServer mysql() {
        return Shared.MYSQL;
    }

    static DatabaseServer postgres() {
        return Shared.POSTGRES;
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
