package io.replicator.dialect.mysql;

import com.mysql.cj.conf.ConnectionUrl;
import com.mysql.cj.exceptions.CJException;
import com.mysql.cj.jdbc.Driver;
import io.replicator.dialect.Endpoint;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.tls.TlsFailure;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections on which values are read as the server holds them: UTC, utf8mb4, no conversion by the driver, zero
 * dates readable. Parameters of the URL win over those set here, except what the session is told after it is open.
 */
final class MySqlConnections {
    /** The time outs are for the server's patience with a reader whose target is slow. */
    private static final List<String> READING = List.of(
            "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ", """
            SET SESSION time_zone = '+00:00', sql_mode = 'ALLOW_INVALID_DATES', character_set_results = utf8mb4,
                autocommit = ON, wait_timeout = 604800, net_write_timeout = 3600, sql_select_limit = DEFAULT,
                sql_quote_show_create = ON
                /*!80000 , max_execution_time = 0, information_schema_stats_expiry = 0 */
            """, "SET SESSION TRANSACTION READ WRITE");

    /**
     * Strict, so that no value is changed in silence, but with the dates that MySQL knows; and what a row says of an
     * AUTO_INCREMENT column is what it gets, also 0. Foreign keys are the source's to check: here rows come in another
     * order, and no constraint can wait. MariaDB skips the comments meant for MySQL 8.
     */
    private static final List<String> WRITING = List.of(
            "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED", """
            SET SESSION time_zone = '+00:00', character_set_results = utf8mb4, wait_timeout = 604800,
                net_read_timeout = 3600, sql_safe_updates = OFF, unique_checks = ON, foreign_key_checks = OFF,
                sql_quote_show_create = ON,
                sql_mode = 'STRICT_ALL_TABLES,ALLOW_INVALID_DATES,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION'
                /*!80000 , information_schema_stats_expiry = 0 */
                /*!80030 , sql_generate_invisible_primary_key = OFF */
                /*M!100300 , system_versioning_alter_history = KEEP */
            """, "SET SESSION TRANSACTION READ WRITE");

    /** Names the lock that a writer's connections hold, one each; see {@link MySqlCheckpointSql#evictWriters}. */
    static final String WRITER_LOCK = "replicator.writerLock";

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("characterEncoding", "UTF-8"),
            Map.entry("characterSetResults", "UTF-8"),
            Map.entry("tinyInt1isBit", "false"),
            Map.entry("yearIsDateType", "false"),
            Map.entry("useCursorFetch", "false"),
            Map.entry("useServerPrepStmts", "false"),
            Map.entry("jdbcCompliantTruncation", "false"),
            Map.entry("processEscapeCodesForPrepStmts", "false"),
            Map.entry("allowPublicKeyRetrieval", "true"),
            Map.entry("connectTimeout", "10000"),
            Map.entry("socketTimeout", "600000"),
            Map.entry("tcpKeepAlive", "true"),
            Map.entry("connectionAttributes", "program_name:replicator"));

    private static final String SSL_MODE = "sslMode";

    private MySqlConnections() {}

    /** For reading: auto-commit, repeatable reads. */
    static Connection open(Product product, Endpoint endpoint) {
        return open(product, endpoint, connection -> execute(connection, READING));
    }

    /** For writing: transactions, each statement sees what is committed, and many rows go in one statement. */
    static Connection openForWriting(Product product, Endpoint endpoint) {
        Map<String, String> properties = new HashMap<>(endpoint.properties());
        @Nullable String lock = properties.remove(WRITER_LOCK);
        properties.putIfAbsent("rewriteBatchedStatements", "true");
        // Only announces that this client can, as {@link MySqlLoadData} will; until then no file is given to the
        // server.
        properties.put("allowLoadLocalInfileInPath", "");
        Endpoint writing = endpoint.with(properties);
        return open(product, writing, connection -> {
            execute(connection, WRITING);
            if (lock != null) {
                execute(connection, List.of("DO GET_LOCK(CONCAT('" + lock + "', CONNECTION_ID()), 0)"));
            }
            connection.setAutoCommit(false);
        });
    }

    private interface Preparation {
        void prepare(Connection connection) throws SQLException;
    }

    private static Connection open(Product product, Endpoint endpoint, Preparation preparation) {
        ConnectionUrl url = parse(product, endpoint);
        Properties properties = properties(endpoint, url);
        try {
            return prepared(new Driver().connect(product.driverUrl(endpoint), properties), preparation);
        } catch (SQLException e) {
            throw failure(product.title() + " at " + describe(url), endpoint.user(), e);
        }
    }

    private static Connection prepared(Connection connection, Preparation preparation) throws SQLException {
        try {
            preparation.prepare(connection);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static void execute(Connection connection, List<String> settings) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : settings) {
                statement.execute(sql);
            }
        }
    }

    private static ConnectionUrl parse(Product product, Endpoint endpoint) {
        if (!endpoint.jdbcUrl().startsWith(product.urlPrefix())) {
            throw wrongUrl(product, endpoint, "it should start with " + product.urlPrefix() + "//", null);
        }
        try {
            ConnectionUrl url = ConnectionUrl.getConnectionUrlInstance(product.driverUrl(endpoint), new Properties());
            if (url.getDatabase() == null || url.getDatabase().isEmpty()) {
                throw wrongUrl(product, endpoint, "it names no database", null);
            }
            return url;
        } catch (CJException e) {
            throw wrongUrl(product, endpoint, e.getMessage(), e);
        }
    }

    private static ReplicationException wrongUrl(
            Product product, Endpoint endpoint, String why, @Nullable Throwable cause) {
        return new ReplicationException(
                ErrorKind.CONFIGURATION,
                "Not a " + product.title() + " URL: " + endpoint.jdbcUrl().replaceFirst("\\?.*", "") + ": " + why
                        + "; expected " + product.urlPrefix() + "//host:3306/database",
                cause);
    }

    /** The driver lets these win over the URL, so what the URL says is left out. */
    private static Properties properties(Endpoint endpoint, ConnectionUrl url) {
        Properties properties = new Properties();
        properties.putAll(DEFAULTS);
        properties.setProperty(SSL_MODE, defaultSslMode(url.getMainHost().getHost()));
        properties.keySet().removeAll(url.getOriginalProperties().keySet());
        properties.putAll(endpoint.properties());
        endpoint.tls().ifPresent(tls -> properties.putAll(MySqlTls.properties(tls)));
        properties.setProperty("user", endpoint.user());
        properties.setProperty("password", endpoint.password().get());
        return properties;
    }

    /** How connections of this endpoint are encrypted, in the driver's words. */
    static String sslMode(Product product, Endpoint endpoint) {
        ConnectionUrl url = parse(product, endpoint);
        String inUrl = url.getOriginalProperties().get(SSL_MODE);
        return inUrl != null && endpoint.tls().isEmpty()
                ? inUrl
                : properties(endpoint, url).getProperty(SSL_MODE);
    }

    /** Bytes that never leave the machine need no encryption, which costs as much as reading them. */
    private static String defaultSslMode(String host) {
        boolean loopback = host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
        return loopback ? "DISABLED" : "PREFERRED";
    }

    private static String describe(ConnectionUrl url) {
        return url.getMainHost().getHostPortPair() + "/" + url.getDatabase();
    }

    private static ReplicationException failure(String where, String user, SQLException e) {
        Optional<String> mistrust = TlsFailure.explain(e);
        if (mistrust.isPresent()) {
            return new ReplicationException(
                    ErrorKind.CONFIGURATION, "Not connected to " + where + ": " + mistrust.get(), e);
        }
        ErrorKind kind = kindOfFailedLogin(e);
        String what = switch (kind) {
            case CONNECTION -> "Cannot reach " + where + ": " + rootMessage(e);
            case AUTHENTICATION -> where + " refuses user " + user + ": " + e.getMessage();
            default -> "Cannot open a session on " + where + " as " + user + ": " + e.getMessage();
        };
        return new ReplicationException(kind, what, e);
    }

    /** A failure without a number of the server's and without a broken network is about the URL's parameters. */
    private static ErrorKind kindOfFailedLogin(SQLException e) {
        ErrorKind kind = MySqlErrors.classify(e);
        return kind == ErrorKind.INTERNAL && e.getErrorCode() == 0 ? ErrorKind.CONFIGURATION : kind;
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? e.getMessage() : root.getMessage();
        return root instanceof UnknownHostException ? "unknown host " + message : message;
    }
}
