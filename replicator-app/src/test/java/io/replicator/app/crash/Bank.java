package io.replicator.app.crash;

import io.replicator.testkit.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Traffic on the source from a few threads: transfers that keep the sum of all balances, and transactions that meet every
 * kind of key and reference on the way.
 */
final class Bank implements AutoCloseable {
    static final int ACCOUNTS = 1_000;
    private static final int CUSTOMERS = 3_000;
    private static final int THREADS = 2;

    private static final List<String> TABLES = List.of(
            "CREATE TABLE account (id INT PRIMARY KEY, balance BIGINT NOT NULL)",
            "CREATE TABLE transfer (id BIGINT AUTO_INCREMENT PRIMARY KEY, debit INT, credit INT, amount INT)",
            "CREATE TABLE teller (id INT PRIMARY KEY, transfers BIGINT NOT NULL)",
            "CREATE TABLE customer (id INT PRIMARY KEY, email VARCHAR(40) UNIQUE, name VARCHAR(60))",
            """
            CREATE TABLE booking (id BIGINT PRIMARY KEY, customer_id INT NOT NULL, price DECIMAL(10,2), note VARCHAR(100),
              KEY by_price (price, note), FOREIGN KEY (customer_id) REFERENCES customer (id)
              ON DELETE CASCADE ON UPDATE CASCADE)""",
            """
            CREATE TABLE payment (id BIGINT AUTO_INCREMENT PRIMARY KEY, booking_id BIGINT NOT NULL, amount DECIMAL(10,2),
              FOREIGN KEY (booking_id) REFERENCES booking (id) ON DELETE CASCADE ON UPDATE CASCADE)""",
            "CREATE TABLE event (id INT PRIMARY KEY, title VARCHAR(40), UNIQUE (title))",
            """
            CREATE TABLE ticket (id BIGINT PRIMARY KEY, event_id INT, seat INT, UNIQUE (event_id, seat),
              FOREIGN KEY (event_id) REFERENCES event (id) ON DELETE CASCADE)""",
            """
            CREATE TABLE review (id BIGINT PRIMARY KEY, event_id INT, stars INT,
              FOREIGN KEY (event_id) REFERENCES event (id) ON DELETE SET NULL)""",
            "CREATE TABLE audit (at INT, text VARCHAR(40))");

    /** {@code c} an id, {@code n} a new one, {@code s} a small number. Each line is a transaction. */
    private static final List<String> TRANSACTIONS = """
            INSERT INTO customer VALUES ({n}, '{n}@x.org', 'N'); INSERT INTO booking VALUES ({n}, {c}, 10.5, 'new'); INSERT INTO payment (booking_id, amount) VALUES ({n}, 5)
            INSERT INTO booking VALUES ({n}, {c}, 11.5, 'two'); INSERT INTO payment (booking_id, amount) VALUES ({n}, 5), ({n}, 6.5)
            UPDATE booking SET price = price + 1 WHERE customer_id = {c}; UPDATE payment SET amount = amount + 1 WHERE booking_id = {c}
            DELETE FROM booking WHERE id = {c}
            DELETE FROM customer WHERE id = {c}
            DELETE FROM customer WHERE id = {c}; INSERT INTO customer VALUES ({c}, '{n}@y.org', 'Back'); INSERT INTO booking VALUES ({n}, {c}, 1, 'back')
            UPDATE customer SET id = {n} WHERE id = {c}
            UPDATE booking SET id = {n} WHERE id = {c}; INSERT INTO payment (booking_id, amount) VALUES ({n}, 1)
            UPDATE booking SET customer_id = {c} WHERE id = {c}
            UPDATE customer SET email = 'swap{n}' WHERE id = {c}; UPDATE customer SET email = '{c}@x.org' WHERE id = {c}
            SET @a = {c}, @b = {c}; SELECT email INTO @e FROM customer WHERE id = @a; SELECT email INTO @f FROM customer WHERE id = @b; UPDATE customer SET email = NULL WHERE id = @a; UPDATE customer SET email = @e WHERE id = @b; UPDATE customer SET email = @f WHERE id = @a
            DELETE FROM event WHERE id = {c}
            DELETE FROM event WHERE id = {c}; INSERT INTO event VALUES ({c}, 'again {n}'); INSERT INTO ticket VALUES ({n}, {c}, {s}); INSERT INTO review VALUES ({n}, {c}, 1)
            INSERT INTO event VALUES ({c}, 'e{n}'); INSERT INTO ticket VALUES ({n}, {c}, {s})
            UPDATE ticket SET event_id = {c} WHERE id = {c}; UPDATE review SET event_id = {c} WHERE id = {c}
            UPDATE ticket SET seat = seat + 10 WHERE event_id = {c} ORDER BY seat DESC
            DELETE FROM ticket WHERE id = {c}; DELETE FROM review WHERE id = {c}
            INSERT INTO audit VALUES ({s}, 'x'), ({s}, NULL)
            UPDATE audit SET text = 't{s}' WHERE at = {s} LIMIT 2
            DELETE FROM audit WHERE at = {s} LIMIT 2
            """.lines().toList();

    private static final Pattern PLACE = Pattern.compile("\\{([cns])}");

    private final TestPipeline pipeline;
    private final long seed;
    private final AtomicLong nextId = new AtomicLong(1_000_000);
    private final AtomicLong committed = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    private Bank(TestPipeline pipeline, long seed) {
        this.pipeline = pipeline;
        this.seed = seed;
    }

    static void create(TestPipeline pipeline) throws SQLException {
        Engine engine = pipeline.sourceServer().engine();
        for (String table : TABLES) {
            pipeline.onSource(spelled(table, engine));
        }
        pipeline.onSource(
                recursionLimit(engine),
                fill("account", ACCOUNTS, "n, 1000"),
                "INSERT INTO teller VALUES (1, 0), (2, 0)",
                fill("customer", CUSTOMERS, "n, CONCAT(n, '@x.org'), CONCAT('Customer ', n)"),
                fill("booking", 2 * CUSTOMERS, "n, 1 + n % 3000, n / 7, REPEAT('b', n % 90)"),
                fill("payment", 3 * CUSTOMERS, "n, 1 + n % 6000, n / 3"),
                fill("event", CUSTOMERS, "n, CONCAT('Event ', n)"),
                fill("ticket", 5 * CUSTOMERS, "n, 1 + n % 3000, n"),
                fill("review", 3 * CUSTOMERS, "n, 1 + n % 3000, n % 5"),
                fill("audit", 300, "n % 5, CONCAT('text ', n % 7)"));
    }

    private static String recursionLimit(Engine engine) {
        return switch (engine) {
            case MYSQL -> "SET SESSION cte_max_recursion_depth = 1000000";
            case MARIADB -> "SET SESSION max_recursive_iterations = 1000000";
            case POSTGRESQL -> "ALTER TABLE audit REPLICA IDENTITY FULL";
        };
    }

    /** In the words of the engine; what it has no words for, it refuses. */
    private static String spelled(String sql, Engine engine) {
        return engine != Engine.POSTGRESQL
                ? sql
                : sql.replace("BIGINT AUTO_INCREMENT", "BIGINT GENERATED BY DEFAULT AS IDENTITY")
                        .replace("KEY by_price (price, note),", "")
                        .replace(" ORDER BY seat DESC", "")
                        .replaceFirst(
                                "WHERE (at = .*) LIMIT 2",
                                "WHERE ctid = ANY (ARRAY(SELECT ctid FROM audit WHERE $1 LIMIT 2))");
    }

    private static String fill(String table, int rows, String values) {
        return "INSERT INTO " + table + " WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < "
                + rows + ") SELECT " + values + " FROM s";
    }

    static Bank open(TestPipeline pipeline, long seed) {
        Bank bank = new Bank(pipeline, seed);
        for (int i = 1; i <= THREADS; i++) {
            int teller = i;
            Thread thread = new Thread(() -> bank.work(teller), "teller-" + teller);
            thread.setDaemon(true);
            thread.start();
            bank.threads.add(thread);
        }
        return bank;
    }

    long transactions() {
        return committed.get();
    }

    private void work(int teller) {
        SplittableRandom random = new SplittableRandom(seed + teller);
        while (!stopped) {
            try (Connection connection = pipeline.source()) {
                connection.setAutoCommit(false);
                while (!stopped) {
                    transaction(connection, random, teller);
                    Thread.sleep(random.nextInt(12));
                }
            } catch (SQLException serverIsAway) {
                Thread.onSpinWait();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void transaction(Connection connection, SplittableRandom random, int teller) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (random.nextBoolean()) {
                transfer(statement, random, teller);
            }
            if (random.nextBoolean()) {
                some(statement, random);
            }
            connection.commit();
            committed.incrementAndGet();
        } catch (SQLException refusedOrDeadlock) {
            connection.rollback();
        }
    }

    private static void transfer(Statement statement, SplittableRandom random, int teller) throws SQLException {
        int debit = 1 + random.nextInt(ACCOUNTS);
        int credit = 1 + random.nextInt(ACCOUNTS);
        int amount = random.nextInt(100);
        statement.execute("UPDATE account SET balance = balance - " + amount + " WHERE id = " + debit);
        statement.execute(
                "INSERT INTO transfer (debit, credit, amount) VALUES (" + debit + "," + credit + "," + amount + ")");
        statement.execute("UPDATE account SET balance = balance + " + amount + " WHERE id = " + credit);
        statement.execute("UPDATE teller SET transfers = transfers + 1 WHERE id = " + teller);
    }

    private void some(Statement statement, SplittableRandom random) throws SQLException {
        String id = Integer.toString(1 + random.nextInt(CUSTOMERS));
        String fresh = Long.toString(nextId.incrementAndGet());
        String line = TRANSACTIONS.get(random.nextInt(TRANSACTIONS.size()));
        String filled = PLACE.matcher(spelled(line, pipeline.sourceServer().engine()))
                .replaceAll(place -> switch (place.group(1)) {
                    case "n" -> fresh;
                    case "s" -> Integer.toString(random.nextInt(6));
                    default -> random.nextInt(3) == 0 ? Integer.toString(1 + random.nextInt(CUSTOMERS)) : id;
                });
        for (String sql : filled.split("; ")) {
            statement.execute(sql);
        }
    }

    /** Ends the traffic and waits for its last commit. */
    void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Override
    public void close() {
        stopped = true;
    }
}
