package io.replicator.pipeline;

import static io.replicator.pipeline.ServerPair.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.testkit.DatabaseServer;
import io.replicator.testkit.ServerOptions;
import io.replicator.testkit.Servers;
import java.sql.Connection;
import org.junit.jupiter.api.Test;

/** Servers of MariaDB whose binlog is not the one that the checkpoint was made in, whatever its files are called. */
class MariaDbHistoryIT {
    private static final ServerOptions OPTIONS = ServerOptions.defaults().with("server_id", "77");

    @Test
    void logThatBeganAnewIsRefusedThoughItsFileHasTheSameNameAndIsLongEnough() throws Exception {
        try (DatabaseServer server = Servers.mariaDb(OPTIONS)) {
            TargetSide target = TargetSide.postgreSql();
            String database = ServerPair.newDatabase(server, target.server());
            try (Replication first = new Replication(server, target, database);
                    Connection source = first.source()) {
                execute(source, "CREATE TABLE t (id INT PRIMARY KEY AUTO_INCREMENT, v VARCHAR(100))");
                first.start().awaitStreaming();
                execute(
                        source,
                        "SET gtid_domain_id = 5",
                        "INSERT INTO t (v) VALUES ('in one domain')",
                        "SET gtid_domain_id = 0",
                        "INSERT INTO t (v) VALUES ('in another')");
                first.awaitCaughtUp().assertEqual();
            }
            try (Replication second = new Replication(server, target, database);
                    Connection source = second.source()) {
                execute(source, "INSERT INTO t (v) VALUES ('while nobody reads')");
                second.start().awaitStreaming().awaitCaughtUp().assertEqual();
            }
            try (Replication third = new Replication(server, target, database);
                    Connection source = third.source()) {
                execute(source, "RESET MASTER");
                for (int i = 0; i < 20; i++) {
                    execute(source, "INSERT INTO t (v) VALUES (REPEAT('later ', 15))");
                }
                assertThat(third.start().awaitFailure())
                        .hasMessageContaining("RESET MASTER")
                        .hasMessageContaining("0-77-");
                assertThat(third.awaitFailure().kind()).isEqualTo(ErrorKind.POSITION_LOST);
            }
        }
    }

    @Test
    void logThatBeginsAnewWhileItIsReadEndsTheRun() throws Exception {
        try (DatabaseServer server = Servers.mariaDb(OPTIONS)) {
            TargetSide target = TargetSide.postgreSql();
            String database = ServerPair.newDatabase(server, target.server());
            try (Replication replication = new Replication(server, target, database);
                    Connection source = replication.source()) {
                execute(source, "CREATE TABLE t (id INT PRIMARY KEY AUTO_INCREMENT, v VARCHAR(100))");
                replication.start().awaitStreaming();
                execute(source, "INSERT INTO t (v) VALUES ('before')");
                replication.awaitCaughtUp();
                execute(source, "RESET MASTER");
                for (int i = 0; i < 20; i++) {
                    execute(source, "INSERT INTO t (v) VALUES (REPEAT('later ', 15))");
                }
                assertThat(replication.awaitFailure()).hasMessageContaining("RESET MASTER");
            }
        }
    }

    /** A new server in the place of an old one, as after a lost volume: same server_id. */
    @Test
    void newServerInThePlaceOfTheOldOneIsRefused() throws Exception {
        TargetSide target = TargetSide.postgreSql();
        String database;
        try (DatabaseServer server = Servers.mariaDb(OPTIONS)) {
            database = ServerPair.newDatabase(server, target.server());
            try (Replication first = new Replication(server, target, database);
                    Connection source = first.source()) {
                execute(source, "CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
                first.start().awaitStreaming();
                execute(source, "INSERT INTO t VALUES (2)");
                first.awaitCaughtUp();
            }
        }
        try (DatabaseServer other = Servers.mariaDb(OPTIONS)) {
            other.createDatabase(database);
            try (Replication second = new Replication(other, target, database);
                    Connection source = second.source()) {
                execute(source, "CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1), (2), (3), (4)");
                execute(source, "INSERT INTO t VALUES (5)");
                assertThat(second.start().awaitFailure())
                        .hasMessageContaining("binlog file")
                        .extracting(ReplicationException::kind)
                        .isEqualTo(ErrorKind.POSITION_LOST);
            }
        }
    }

    @Test
    void otherServerBehindTheSameAddressIsRefused() throws Exception {
        TargetSide target = TargetSide.postgreSql();
        String database;
        try (DatabaseServer server = Servers.mariaDb(OPTIONS)) {
            database = ServerPair.newDatabase(server, target.server());
            try (Replication first = new Replication(server, target, database);
                    Connection source = first.source()) {
                execute(source, "CREATE TABLE t (id INT PRIMARY KEY)");
                first.start().awaitStreaming();
            }
        }
        try (DatabaseServer replica = Servers.mariaDb(ServerOptions.defaults().with("server_id", "78"))) {
            replica.createDatabase(database);
            try (Replication second = new Replication(replica, target, database);
                    Connection source = second.source()) {
                execute(source, "CREATE TABLE t (id INT PRIMARY KEY)");
                assertThat(second.start().awaitFailure().kind()).isEqualTo(ErrorKind.SOURCE_CHANGED);
            }
        }
    }
}
