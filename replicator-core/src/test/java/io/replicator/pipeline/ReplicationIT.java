package io.replicator.pipeline;

import static io.replicator.pipeline.ServerPair.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.progress.PipelineState;
import io.replicator.progress.TableState;
import io.replicator.progress.TableStatus;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole way of a change: schema, snapshot, stream, restart. */
@ParameterizedClass
@MethodSource("targets")
class ReplicationIT {
    private final TargetSide target;
    private String database;

    ReplicationIT(TargetSide target) {
        this.target = target;
    }

    static List<TargetSide> targets() {
        return TargetSide.all();
    }

    @BeforeEach
    void createDatabase() throws SQLException {
        database = ServerPair.newDatabase(target);
    }

    @Test
    void copiesRowsThenFollowsChanges() throws Exception {
        try (Replication replication = Replication.to(target, database);
                Connection source = replication.source()) {
            createBookings(source);
            replication.start().awaitStreaming();
            execute(
                    source,
                    "INSERT INTO customers VALUES (100, 'new@x.org', 'New')",
                    "UPDATE customers SET name = 'Changed' WHERE id = 1",
                    "UPDATE customers SET id = 200 WHERE id = 2",
                    "DELETE FROM bookings WHERE id = 3");
            replication.awaitCaughtUp().assertEqual();
            assertThat(replication.status().tables())
                    .extracting(TableStatus::state)
                    .containsOnly(TableState.READY);
        }
    }

    @Test
    void continuesAfterAStopWithWhatHappenedMeanwhile() throws Exception {
        try (Replication first = Replication.to(target, database);
                Connection source = first.source()) {
            createBookings(source);
            first.start().awaitStreaming();
            first.stop();
            assertThat(first.status().state()).isEqualTo(PipelineState.STOPPED);
            execute(
                    source,
                    "DELETE FROM customers WHERE id = 4",
                    "INSERT INTO customers VALUES (4, 'again@x.org', 'Again')");
            try (Replication second = Replication.to(target, database)) {
                second.start().awaitCaughtUp().assertEqual();
            }
        }
    }

    @Test
    void cascadesThatTheBinlogDoesNotContainHappenOnTheTarget() throws Exception {
        try (Replication replication = Replication.to(target, database);
                Connection source = replication.source()) {
            createBookings(source);
            replication.start().awaitStreaming();
            source.setAutoCommit(false);
            execute(
                    source,
                    "INSERT INTO bookings VALUES (500, 5, 'pending', 1.50)",
                    "DELETE FROM customers WHERE id = 5",
                    "INSERT INTO customers VALUES (5, 'c5@x.org', 'Reborn')",
                    "INSERT INTO bookings VALUES (501, 5, 'confirmed', 2.50)",
                    "UPDATE customers SET id = 60 WHERE id = 6");
            source.commit();
            replication.awaitCaughtUp().assertEqual();
            assertThat(count(replication, "SELECT count(*) FROM bookings WHERE customer_id = 5"))
                    .isEqualTo(1);
        }
    }

    @Test
    void uniqueValuesMaySwapInsideOneTransaction() throws Exception {
        try (Replication replication = Replication.to(target, database);
                Connection source = replication.source()) {
            createBookings(source);
            replication.start().awaitStreaming();
            source.setAutoCommit(false);
            execute(
                    source,
                    "UPDATE customers SET email = 'tmp' WHERE id = 7",
                    "UPDATE customers SET email = 'c7@x.org' WHERE id = 8",
                    "UPDATE customers SET email = 'c8@x.org' WHERE id = 7",
                    "DELETE FROM customers WHERE id = 9",
                    "INSERT INTO customers VALUES (90, 'c9@x.org', 'Takes over')");
            source.commit();
            replication.awaitCaughtUp().assertEqual();
        }
    }

    @Test
    void tableWithoutAKeyKeepsItsMultiplicity() throws Exception {
        try (Replication replication = Replication.to(target, database);
                Connection source = replication.source()) {
            execute(
                    source,
                    "CREATE TABLE log (at INT, text VARCHAR(20))",
                    "INSERT INTO log VALUES (1, 'a'), (1, 'a'), (1, NULL), (2, 'b')");
            replication.start().awaitStreaming();
            execute(
                    source,
                    "INSERT INTO log VALUES (1, 'a'), (3, NULL)",
                    "DELETE FROM log WHERE at = 1 AND text = 'a' LIMIT 1",
                    "UPDATE log SET text = 'c' WHERE text IS NULL");
            replication.awaitCaughtUp().assertEqual();
            assertThat(count(replication, "SELECT count(*) FROM log WHERE at = 1 AND text = 'a'"))
                    .isEqualTo(2);
        }
    }

    @Test
    void largeTransactionIsVisibleAsAWholeOrNotAtAll() throws Exception {
        try (Replication replication = Replication.to(target, database).batching(50);
                Connection source = replication.source();
                Connection there = replication.target()) {
            execute(source, "CREATE TABLE n (id INT PRIMARY KEY, v INT)");
            replication.start().awaitStreaming();
            source.setAutoCommit(false);
            for (int block = 0; block < 20; block++) {
                StringBuilder insert = new StringBuilder("INSERT INTO n VALUES ");
                for (int i = 0; i < 500; i++) {
                    insert.append(i == 0 ? "" : ",")
                            .append("(")
                            .append(block * 500 + i)
                            .append(",1)");
                }
                execute(source, insert.toString());
            }
            source.commit();
            long seen = 0;
            while (seen == 0) {
                seen = count(there, "SELECT count(*) FROM n");
            }
            assertThat(seen).isEqualTo(10_000);
            replication.awaitCaughtUp().assertEqual();
        }
    }

    @Test
    void truncateEmptiesTheTarget() throws Exception {
        try (Replication replication = Replication.to(target, database);
                Connection source = replication.source()) {
            createBookings(source);
            replication.start().awaitStreaming();
            execute(source, "TRUNCATE bookings", "INSERT INTO bookings VALUES (1, 1, 'pending', 9.99)");
            replication.awaitCaughtUp().assertEqual();
        }
    }

    private static void createBookings(Connection source) throws SQLException {
        execute(
                source,
                "CREATE TABLE customers (id INT PRIMARY KEY, email VARCHAR(50) NOT NULL UNIQUE, name VARCHAR(50))",
                """
                CREATE TABLE bookings (id INT PRIMARY KEY AUTO_INCREMENT, customer_id INT,
                  status ENUM('pending','confirmed') NOT NULL, price DECIMAL(10,2),
                  CONSTRAINT booking_customer FOREIGN KEY (customer_id) REFERENCES customers(id)
                  ON DELETE CASCADE ON UPDATE CASCADE)""");
        for (int i = 1; i <= 20; i++) {
            execute(
                    source,
                    "INSERT INTO customers VALUES (" + i + ", 'c" + i + "@x.org', 'Customer " + i + "')",
                    "INSERT INTO bookings VALUES (" + i + ", " + i + ", 'pending', " + i + ".25)");
        }
    }

    private static long count(Replication replication, String sql) throws SQLException {
        try (Connection there = replication.target()) {
            return count(there, sql);
        }
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
