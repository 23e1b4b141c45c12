package io.replicator.pipeline;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Transactions of random statements on tables full of constraints. Values come from small pools, so that rows collide all
 * the time; a statement that MySQL refuses is left out, which makes MySQL the judge of what is possible. The same seed
 * gives the same statements. Used by one thread.
 */
final class RandomTransactions {
    private static final String TABLES = """
            CREATE TABLE country (code VARCHAR(8) PRIMARY KEY, name VARCHAR(20) NOT NULL UNIQUE);
            CREATE TABLE region (country_code VARCHAR(8), number INT, name VARCHAR(20), PRIMARY KEY (country_code, number),
              UNIQUE (name), CONSTRAINT region_country FOREIGN KEY (country_code) REFERENCES country (code)
              ON DELETE CASCADE ON UPDATE CASCADE);
            CREATE TABLE city (id INT PRIMARY KEY, country_code VARCHAR(8), region_number INT, nick VARCHAR(20),
              UNIQUE (country_code, nick), CONSTRAINT city_region FOREIGN KEY (country_code, region_number)
              REFERENCES region (country_code, number) ON DELETE CASCADE ON UPDATE CASCADE);
            CREATE TABLE person (id INT PRIMARY KEY, email VARCHAR(20) UNIQUE, city_id INT, boss_id INT, a INT, b INT,
              UNIQUE (a, b),
              CONSTRAINT person_city FOREIGN KEY (city_id) REFERENCES city (id) ON DELETE SET NULL ON UPDATE CASCADE,
              CONSTRAINT person_boss FOREIGN KEY (boss_id) REFERENCES person (id) ON DELETE SET NULL);
            CREATE TABLE badge (id INT PRIMARY KEY, person_id INT NOT NULL, code VARCHAR(20), UNIQUE KEY (code(3)),
              CONSTRAINT badge_person FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE ON UPDATE CASCADE);
            CREATE TABLE loan (id INT PRIMARY KEY, badge_id INT, item INT,
              CONSTRAINT loan_badge FOREIGN KEY (badge_id) REFERENCES badge (id) ON DELETE CASCADE);
            CREATE TABLE strict_child (id INT PRIMARY KEY, city_id INT, nick VARCHAR(20),
              CONSTRAINT strict_city FOREIGN KEY (city_id) REFERENCES city (id) ON DELETE RESTRICT ON UPDATE RESTRICT);
            CREATE TABLE tree (id INT PRIMARY KEY, parent_id INT, label VARCHAR(20),
              CONSTRAINT tree_parent FOREIGN KEY (parent_id) REFERENCES tree (id) ON DELETE CASCADE);
            CREATE TABLE pair (a VARCHAR(8), b INT, v INT UNIQUE, PRIMARY KEY (a, b));
            CREATE TABLE note (n INT, text VARCHAR(20));
            """;

    /** In braces: a pool, {@code ?} for a value or NULL. Statements of a line belong together. */
    private static final String STATEMENTS = """
            INSERT INTO country VALUES ({code}, {text})
            INSERT INTO country VALUES ({code}, {text}) ON DUPLICATE KEY UPDATE name = {text}
            REPLACE INTO country VALUES ({code}, {text})
            UPDATE country SET code = {code} WHERE code = {code}
            UPDATE country SET code = {code}, name = {text} WHERE name = {text}
            DELETE FROM country WHERE code = {code}
            INSERT INTO region VALUES ({code}, {small}, {text?})
            INSERT IGNORE INTO region VALUES ({code}, {small}, {text?}), ({code}, {small}, {text?})
            REPLACE INTO region VALUES ({code}, {small}, {text?})
            UPDATE region SET name = {text?} WHERE country_code = {code} AND number = {small}
            UPDATE region SET number = {small}, country_code = {code} WHERE country_code = {code} AND number = {small}
            DELETE FROM region WHERE country_code = {code} AND number = {small}
            DELETE FROM region WHERE name = {text}
            INSERT INTO city VALUES ({id}, {code}, {small?}, {text?})
            INSERT IGNORE INTO city VALUES ({id}, {code?}, {small}, {text?}), ({id}, {code}, {small?}, {text?})
            UPDATE city SET country_code = {code}, region_number = {small} WHERE id = {id}
            UPDATE city SET id = {id} WHERE id = {id}
            UPDATE city SET nick = {text?} WHERE country_code = {code}
            DELETE FROM city WHERE id = {id}
            INSERT INTO person VALUES ({id}, {text?}, {id?}, {id?}, {small?}, {small})
            INSERT IGNORE INTO person VALUES ({id}, {text?}, NULL, NULL, {small}, {small}), ({id}, {text?}, {id}, NULL, NULL, 1)
            INSERT INTO person VALUES ({id}, {text?}, NULL, NULL, {small}, {small}) ON DUPLICATE KEY UPDATE email = {text?}
            REPLACE INTO person VALUES ({id}, {text?}, {id?}, NULL, {small?}, {small?})
            UPDATE person SET email = {text?}, city_id = {id?} WHERE id = {id}
            UPDATE person SET boss_id = {id?} WHERE id = {id}
            UPDATE person SET id = {id} WHERE id = {id}
            UPDATE person SET b = b + 1 ORDER BY b DESC
            UPDATE person SET a = {small}, b = {small} WHERE a = {small}
            DELETE FROM person WHERE id = {id}
            DELETE FROM person WHERE city_id = {id}
            SET @x = {id}, @y = {id}; SELECT email INTO @e FROM person WHERE id = @x; SELECT email INTO @f FROM person WHERE id = @y; UPDATE person SET email = NULL WHERE id = @x; UPDATE person SET email = @e WHERE id = @y; UPDATE person SET email = @f WHERE id = @x
            DELETE FROM person WHERE email = 't3'; INSERT INTO person VALUES ({id}, 't3', NULL, NULL, NULL, NULL)
            INSERT INTO badge VALUES ({id}, {id}, {text?})
            INSERT IGNORE INTO badge VALUES ({id}, {id}, {text?}), ({id}, {id}, {text?})
            UPDATE badge SET person_id = {id} WHERE id = {id}
            UPDATE badge SET code = {text?}, id = {id} WHERE id = {id}
            DELETE FROM badge WHERE person_id = {id}
            INSERT INTO loan VALUES ({id}, {id?}, {small})
            INSERT IGNORE INTO loan VALUES ({id}, {id}, {small}), ({id}, {id}, {small}), ({id}, {id}, {small})
            UPDATE loan SET badge_id = {id?} WHERE id = {id}
            DELETE FROM loan WHERE item = {small}
            INSERT INTO strict_child VALUES ({id}, {id?}, {text})
            DELETE FROM strict_child WHERE id = {id}
            UPDATE strict_child SET city_id = {id?} WHERE id = {id}
            INSERT INTO tree VALUES ({id}, {id?}, {text})
            INSERT IGNORE INTO tree VALUES ({id}, {id?}, {text}), ({id}, {id}, {text})
            UPDATE tree SET parent_id = {id?} WHERE id = {id}
            DELETE FROM tree WHERE id = {id}
            INSERT INTO pair VALUES ({code}, {small}, {id?})
            REPLACE INTO pair VALUES ({code}, {small}, {id?})
            UPDATE pair SET a = {code}, b = {small} WHERE a = {code} AND b = {small}
            UPDATE pair SET v = {id?} WHERE a = {code}
            SET @x = {code}, @y = {code}; UPDATE pair SET a = 'swap' WHERE a = @x; UPDATE pair SET a = @x WHERE a = @y; UPDATE pair SET a = @y WHERE a = 'swap'
            DELETE FROM pair WHERE b = {small}
            INSERT INTO note VALUES ({small?}, {text?}), ({small?}, {text?})
            UPDATE note SET text = {text?} WHERE n = {small} LIMIT 1
            DELETE FROM note WHERE text = {text} LIMIT 1
            """;

    private static final List<String> LINES = STATEMENTS.lines().toList();
    private static final Pattern POOL = Pattern.compile("\\{(\\w+)(\\??)}");

    private final Connection connection;
    private final SplittableRandom random;
    private final int ids;

    /** @param ids how many rows each table may hold, roughly */
    RandomTransactions(Connection connection, long seed, int ids) throws SQLException {
        this.connection = connection;
        this.random = new SplittableRandom(seed);
        this.ids = ids;
        connection.setAutoCommit(false);
    }

    static void createTables(Connection connection) throws SQLException {
        for (String table : TABLES.split(";\\s*\n")) {
            ServerPair.execute(connection, table);
        }
    }

    void run(int transactions) throws SQLException {
        for (int i = 0; i < transactions; i++) {
            transaction();
        }
    }

    private void transaction() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int size = 1 + random.nextInt(random.nextInt(10) == 0 ? 60 : 8);
            for (int i = 0; i < size; i++) {
                execute(statement, LINES.get(random.nextInt(LINES.size())));
            }
        }
        if (random.nextInt(12) == 0) {
            connection.rollback();
        } else {
            connection.commit();
        }
    }

    private void execute(Statement statement, String line) {
        try {
            for (String sql : fill(line).split("; ")) {
                statement.execute(sql);
            }
        } catch (SQLException refused) {
            // The statement had no effect; the transaction goes on.
        }
    }

    private String fill(String line) {
        return POOL.matcher(line)
                .replaceAll(pool -> !pool.group(2).isEmpty() && random.nextInt(4) == 0 ? "NULL" : value(pool));
    }

    private String value(MatchResult pool) {
        return switch (pool.group(1)) {
            case "id" -> Integer.toString(1 + random.nextInt(ids));
            case "small" -> Integer.toString(random.nextInt(4));
            case "code" -> "'c" + random.nextInt(Math.max(5, ids / 4)) + "'";
            case "text" -> "'t" + random.nextInt(ids) + "'";
            default -> throw new IllegalArgumentException(pool.group());
        };
    }
}
