package io.replicator.dialect.mysql;

import io.replicator.dialect.Endpoint;
import io.replicator.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/** The two servers that speak this protocol and nearly this language. */
enum Product {
    MYSQL("mysql", "MySQL"),
    MARIADB("mariadb", "MariaDB");

    private final String engine;
    private final String title;

    Product(String engine, String title) {
        this.engine = engine;
        this.title = title;
    }

    /** Short name, as in a JDBC URL. */
    String engine() {
        return engine;
    }

    String title() {
        return title;
    }

    boolean wrote(Table table) {
        return table.engine().equals(engine);
    }

    /** The product that a table comes from, if it is of this family. */
    static Optional<Product> of(Table table) {
        for (Product product : values()) {
            if (product.wrote(table)) {
                return Optional.of(product);
            }
        }
        return Optional.empty();
    }

    String urlPrefix() {
        return "jdbc:" + engine + ":";
    }

    /** The product that a server says it is. */
    static Product of(Connection connection) throws SQLException {
        String version = connection.getMetaData().getDatabaseProductVersion();
        return version.toLowerCase(Locale.ROOT).contains("mariadb") ? MARIADB : MYSQL;
    }

    /** The endpoint's URL as the driver that serves both knows it. */
    String driverUrl(Endpoint endpoint) {
        return "jdbc:mysql:" + endpoint.jdbcUrl().substring(urlPrefix().length());
    }
}
