package io.replicator.pipeline;

import static io.replicator.pipeline.ServerPair.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What foreign keys change by themselves arrives, or the plan refuses them. */
class CascadesIT {
    private String database;

    @BeforeEach
    void createDatabase() throws SQLException {
        database = ServerPair.newDatabase();
    }

    @Test
    void foreignKeyMaySpellItsColumnsInAnotherCase() throws Exception {
        try (Replication replication = Replication.of(database);
                Connection source = replication.source()) {
            execute(
                    source,
                    "CREATE TABLE parent (id INT PRIMARY KEY)",
                    "CREATE TABLE child (id INT PRIMARY KEY, parent_id INT, FOREIGN KEY (PARENT_ID) REFERENCES parent (ID)"
                            + " ON DELETE CASCADE)",
                    "INSERT INTO parent VALUES (1), (2)",
                    "INSERT INTO child VALUES (1, 1), (2, 2)");
            replication.start().awaitStreaming();
            execute(source, "INSERT INTO child VALUES (3, 1)", "DELETE FROM parent WHERE id = 1");
            replication.awaitCaughtUp().assertEqual();
        }
    }

    @Test
    void cascadeFromATableThatIsNotReplicatedIsRefused() throws Exception {
        try (Replication replication =
                        Replication.of(database).selecting(new TableSelection(List.of(), List.of("parent")));
                Connection source = replication.source()) {
            execute(
                    source,
                    "CREATE TABLE parent (id INT PRIMARY KEY)",
                    "CREATE TABLE child (id INT PRIMARY KEY, parent_id INT, CONSTRAINT of_parent FOREIGN KEY (parent_id)"
                            + " REFERENCES parent (id) ON DELETE SET NULL)");
            assertRefused(replication.start().awaitFailure());
        }
    }

    @Test
    void cascadeThatTheTargetCannotDeclareIsRefused() throws Exception {
        try (Replication replication = Replication.of(database);
                Connection source = replication.source()) {
            execute(
                    source,
                    "CREATE TABLE parent (id INT PRIMARY KEY, code INT, KEY (code))",
                    "CREATE TABLE child (id INT PRIMARY KEY, code INT, CONSTRAINT of_parent FOREIGN KEY (code)"
                            + " REFERENCES parent (code) ON UPDATE CASCADE)");
            assertRefused(replication.start().awaitFailure());
        }
    }

    private static void assertRefused(ReplicationException failure) {
        assertThat(failure.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
        assertThat(failure).hasMessageContainingAll("foreign key of_parent", "exclude this table");
    }
}
