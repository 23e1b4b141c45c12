package io.replicator.pipeline;

import io.replicator.fixture.SharedServers;
import io.replicator.testkit.DatabaseServer;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The engines on both sides of a pipeline. A test that takes one runs over all that it names. */
enum Pair {
    MYSQL_TO_POSTGRESQL,
    MYSQL_TO_MYSQL,
    MYSQL_TO_MARIADB,
    MARIADB_TO_POSTGRESQL,
    MARIADB_TO_MYSQL,
    MARIADB_TO_MARIADB,
    POSTGRESQL_TO_POSTGRESQL,
    POSTGRESQL_TO_MYSQL,
    POSTGRESQL_TO_MARIADB;

    private static final Set<Pair> BY_DEFAULT = EnumSet.of(
            MYSQL_TO_POSTGRESQL, MYSQL_TO_MYSQL, MYSQL_TO_MARIADB, MARIADB_TO_POSTGRESQL, POSTGRESQL_TO_POSTGRESQL);

    /**
     * Those whose first argument is a pair of the default build, in which each engine is source and target once, or all
     * of them with {@code -Dreplicator.pairs=all}.
     */
    static List<Arguments> chosen(Arguments... all) {
        return Stream.of(all)
                .filter(arguments -> isEvery() || BY_DEFAULT.contains(arguments.get()[0]))
                .toList();
    }

    /** Only with {@code -Dreplicator.pairs=all}. */
    static List<Arguments> onDemand(Arguments... all) {
        return isEvery() ? List.of(all) : List.of();
    }

    private static boolean isEvery() {
        return "all".equals(System.getProperty("replicator.pairs"));
    }

    /** A new database on both sides. @return its name */
    String newDatabase() throws SQLException {
        return ServerPair.newDatabase(source(), target().server());
    }

    /** @param database there must be one of this name on both sides */
    Replication open(String database) {
        return new Replication(source(), target(), database);
    }

    private DatabaseServer source() {
        return switch (this) {
            case MYSQL_TO_POSTGRESQL, MYSQL_TO_MYSQL, MYSQL_TO_MARIADB -> ServerPair.mysql();
            case MARIADB_TO_POSTGRESQL, MARIADB_TO_MYSQL, MARIADB_TO_MARIADB -> SharedServers.mariaDb();
            case POSTGRESQL_TO_POSTGRESQL, POSTGRESQL_TO_MYSQL, POSTGRESQL_TO_MARIADB -> ServerPair.postgreSqlSource();
        };
    }

    /** Its name in {@code torture}. */
    String sourceEngine() {
        return source().engine().name().toLowerCase(Locale.ROOT);
    }

    TargetSide target() {
        return switch (this) {
            case MYSQL_TO_POSTGRESQL, MARIADB_TO_POSTGRESQL, POSTGRESQL_TO_POSTGRESQL -> TargetSide.postgreSql();
            case MYSQL_TO_MYSQL, MARIADB_TO_MYSQL, POSTGRESQL_TO_MYSQL -> TargetSide.mySql();
            case MYSQL_TO_MARIADB, MARIADB_TO_MARIADB, POSTGRESQL_TO_MARIADB -> TargetSide.mariaDb();
        };
    }
}
