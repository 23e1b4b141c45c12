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

    private PostgresConnection() {}

    static Connection open(Endpoint endpoint) {
        try {
            Connection connection = DriverManager.getConnection(endpoint.jdbcUrl(), properties(endpoint));
            return prepare(connection);
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

    private static Connection prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SESSION);
            statement.execute(OnUpdateTrigger.SILENCE);
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
