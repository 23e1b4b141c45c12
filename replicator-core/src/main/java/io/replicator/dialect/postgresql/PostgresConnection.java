package io.replicator.dialect.postgresql;

import io.replicator.dialect.Endpoint;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.tls.TlsFailure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;

/** Opens connections whose results do not depend on server or role defaults. */
final class PostgresConnection {
    private static final String SESSION = """
            SET TIME ZONE 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres'; SET extra_float_digits = 1;
            SET standard_conforming_strings = on; SET statement_timeout = 0; SET lock_timeout = 0;
            SET idle_in_transaction_session_timeout = 0; SET default_transaction_isolation = 'read committed';
            SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3""";

    /**
     * The same text of a value on every road from the source: names qualified, numbers in full, bytes in hexadecimal digits.
     * A policy that would hide rows is an error.
     */
    private static final String READING = """
            ; SET search_path = pg_catalog; SET bytea_output = 'hex'; SET lc_monetary = 'C'; SET row_security = off""";

    private PostgresConnection() {}

    static Connection open(Endpoint endpoint) {
        return connect(endpoint, properties(endpoint), connection -> {
            execute(connection, SESSION);
            execute(connection, OnUpdateTrigger.SILENCE);
            connection.setAutoCommit(false);
        });
    }

    /** For reading, in auto-commit. */
    static Connection openSource(Endpoint endpoint) {
        Properties properties = properties(endpoint);
        properties.setProperty("binaryTransfer", "false");
        return connect(endpoint, properties, connection -> execute(connection, SESSION + READING));
    }

    /** For the commands of replication. */
    static Connection openReplication(Endpoint endpoint) {
        Properties properties = properties(endpoint);
        properties.setProperty("replication", "database");
        properties.setProperty("preferQueryMode", "simple");
        properties.setProperty("assumeMinServerVersion", "13");
        return connect(endpoint, properties, connection -> execute(connection, SESSION + READING));
    }

    private interface Preparation {
        void prepare(Connection connection) throws SQLException;
    }

    private static Connection connect(Endpoint endpoint, Properties properties, Preparation preparation) {
        try {
            Connection connection = DriverManager.getConnection(endpoint.jdbcUrl(), properties);
            try {
                preparation.prepare(connection);
                return connection;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            Optional<String> mistrust = TlsFailure.explain(e);
            if (mistrust.isPresent()) {
                throw new ReplicationException(
                        ErrorKind.CONFIGURATION,
                        "Not connected to PostgreSQL at " + endpoint + ": " + mistrust.get(),
                        e);
            }
            throw new ReplicationException(
                    PostgresErrors.classify(e),
                    "Cannot connect to PostgreSQL at " + endpoint + ": " + e.getMessage(),
                    e);
        }
    }

    private static Properties properties(Endpoint endpoint) {
        Properties properties = new Properties();
        properties.putAll(endpoint.properties());
        endpoint.tls().ifPresent(tls -> properties.putAll(PostgresTls.properties(tls)));
        properties.setProperty("user", endpoint.user());
        properties.setProperty("password", endpoint.password().get());
        properties.putIfAbsent("ApplicationName", "replicator");
        properties.putIfAbsent("connectTimeout", "10");
        properties.putIfAbsent("loginTimeout", "20");
        properties.putIfAbsent("tcpKeepAlive", "true");
        // The details of an error hold values of rows.
        properties.setProperty("logServerErrorDetail", "false");
        // Texts are sent without a type, so that the server reads them with the input function of the column's type.
        properties.setProperty("stringtype", "unspecified");
        return properties;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
