package io.replicator.testkit;

/** The kinds of servers of the testkit. */
public enum Engine {
    MYSQL("MySQL", "mysql", "mysql", '`'),
    MARIADB("MariaDB", "mariadb", "mysql", '`'),
    POSTGRESQL("PostgreSQL", "postgresql", "postgres", '"');

    private final String title;
    private final String urlScheme;
    private final String administrativeDatabase;
    private final char quote;

    Engine(String title, String urlScheme, String administrativeDatabase, char quote) {
        this.title = title;
        this.urlScheme = urlScheme;
        this.administrativeDatabase = administrativeDatabase;
        this.quote = quote;
    }

    /** The name as people write it. */
    public String title() {
        return title;
    }

    /** The database that every server of this engine has. */
    public String administrativeDatabase() {
        return administrativeDatabase;
    }

    String jdbcUrl(String host, int port, String database) {
        return "jdbc:" + urlScheme + "://" + host + ":" + port + "/" + database;
    }

    String quote(String name) {
        return quote + name.replace(String.valueOf(quote), String.valueOf(quote) + quote) + quote;
    }
}
