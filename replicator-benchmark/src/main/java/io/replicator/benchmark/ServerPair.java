package io.replicator.benchmark;

import java.sql.SQLException;

/** The servers of one session of measurements. */
record ServerPair(BenchmarkServer source, BenchmarkServer target) implements AutoCloseable {

    /** @param tls {@code sslMode} of connections to MySQL */
    static ServerPair start(Direction direction, String tls) throws SQLException {
        return switch (direction) {
            case mysql_postgresql -> new ServerPair(BenchmarkMySql.start(tls), BenchmarkPostgres.start());
            case postgresql_mysql -> new ServerPair(BenchmarkPostgres.start(), BenchmarkMySql.start(tls));
        };
    }

    /** In the words of the command line. */
    enum Direction {
        mysql_postgresql,
        postgresql_mysql
    }

    void createTarget(String database) throws SQLException {
        target.createDatabase(database);
        settle();
    }

    /** A target and a source's log as they were left; nobody may be connected. */
    void copyTarget(String from, String to) throws SQLException {
        target.copyDatabase(from, to);
        settle();
    }

    void settle() throws SQLException {
        source.settle();
        target.settle();
    }

    @Override
    public void close() {
        source.close();
        target.close();
    }
}
