package io.replicator.app.demo;

import io.replicator.testkit.DatabaseServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The travel agency's database at the source and the empty one on the target, with a user for the replicator. */
record BookingDatabases(DatabaseServer source, DatabaseServer target, String password) {
    static final String DATABASE = "globetrotter";
    static final String USER = "replicator";

    void create() throws SQLException {
        source.createDatabase(DATABASE);
        try (Connection connection = source.connect(DATABASE);
                Statement statement = connection.createStatement()) {
            BookingSchema.create(statement);
            statement.execute("CREATE USER " + USER + " IDENTIFIED BY '" + password + "'");
            statement.execute(
                    "GRANT SELECT, RELOAD, LOCK TABLES, REPLICATION CLIENT, REPLICATION SLAVE ON *.* TO " + USER);
        }
        try (Connection connection = target.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + USER + " LOGIN PASSWORD '" + password + "'");
            statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + USER);
        }
    }

    Connection connectSource() throws SQLException {
        return source.connect(DATABASE);
    }

    Connection connectTarget() throws SQLException {
        return target.connect(DATABASE);
    }

    /** "MySQL 8.0.33 on port 23456". */
    static String describe(DatabaseServer server) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet version = statement.executeQuery("SELECT version()")) {
            version.next();
            String number =
                    version.getString(1).replaceFirst("^PostgreSQL ", "").replaceFirst("[ -].*", "");
            return server.engine().title() + " " + number + " on port " + server.port();
        }
    }

    /** The configuration of the pipeline; the password is in a file beside it. */
    String configuration(int httpPort) {
        return """
                name: demo
                source:
                  url: %s
                  user: %s
                  password: ${file:password}
                target:
                  url: %s
                  user: %s
                  password: ${file:password}
                http:
                  port: %d
                """.formatted(source.jdbcUrl(DATABASE), USER, target.jdbcUrl(DATABASE), USER, httpPort);
    }
}
