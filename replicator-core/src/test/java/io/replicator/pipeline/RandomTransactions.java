package io.replicator.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Transactions of random statements on tables full of constraints. Values come from small pools, so that rows collide all
 * the time; a statement that the source refuses is left out, which makes it the judge of what is possible. The same seed
 * gives the same statements. Used by one thread.
 *
 * <p>The tables and the statements are files per engine. In braces stands a pool, {@code ?} for a value or NULL; statements
 * of a line belong together.
 */
final class RandomTransactions {
    private static final Pattern POOL = Pattern.compile("\\{(\\w+)(\\??)}");

    private final Connection connection;
    private final List<String> lines;
    private final SplittableRandom random;
    /** A statement that fails ends a transaction of PostgreSQL. */
    private final boolean needsSavepoint;

    private final int ids;

    /**
     * @param folder with the tables and statements
     * @param ids how many rows each table may hold, roughly
     */
    RandomTransactions(Connection connection, String folder, long seed, int ids) throws SQLException {
        this.connection = connection;
        this.lines = file(connection, folder, "statements").lines().toList();
        this.needsSavepoint = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        this.random = new SplittableRandom(seed);
        this.ids = ids;
        connection.setAutoCommit(false);
    }

    static void createTables(Connection connection, String folder) throws SQLException {
        for (String table : file(connection, folder, "tables").split(";\\s*\n")) {
            ServerPair.execute(connection, table);
        }
    }

    private static String file(Connection connection, String folder, String kind) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        String engine = product.equals("PostgreSQL") ? "postgresql" : "mysql";
        try {
            return Files.readString(Path.of("src/test/resources", folder, engine + "-" + kind + ".sql"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
                execute(statement, lines.get(random.nextInt(lines.size())));
            }
        }
        if (random.nextInt(12) == 0) {
            connection.rollback();
        } else {
            connection.commit();
        }
    }

    private void execute(Statement statement, String line) throws SQLException {
        for (String sql : fill(line).split("; ")) {
            Savepoint before = needsSavepoint ? connection.setSavepoint() : null;
            try {
                statement.execute(sql);
            } catch (SQLException refused) {
                // The statement had no effect; the transaction goes on.
                if (before != null) {
                    connection.rollback(before);
                }
                return;
            }
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
