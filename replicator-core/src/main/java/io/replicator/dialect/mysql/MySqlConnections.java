package io.replicator.dialect.mysql;

import com.mysql.cj.conf.ConnectionUrl;
import com.mysql.cj.exceptions.CJException;
import com.mysql.cj.jdbc.Driver;
import io.replicator.dialect.Endpoint;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections on which values are read as the server holds them: UTC, utf8mb4, no conversion by the driver, zero
 * dates readable. Parameters of the URL win over those set here, except what the session is told after it is open.
 */
final class MySqlConnections {
    private static final String PREFIX = "jdbc:mysql:";

    /** The time outs are for the server's patience with a reader whose target is slow. */
    private static final String SESSION = """
            SET SESSION time_zone = '+00:00', sql_mode = 'ALLOW_INVALID_DATES', character_set_results = utf8mb4,
                transaction_isolation = 'REPEATABLE-READ', transaction_read_only = OFF, autocommit = ON,
                wait_timeout = 604800, net_write_timeout = 3600, max_execution_time = 0, sql_select_limit = DEFAULT,
                sql_quote_show_create = ON, information_schema_stats_expiry = 0
            """;

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

    static Connection open(Endpoint endpoint) {
        ConnectionUrl url = parse(endpoint);
        String where = describe(url);
        Properties properties = properties(endpoint, url);
        try {
            Connection connection = new Driver().connect(endpoint.jdbcUrl(), properties);
            return prepare(connection);
        } catch (SQLException e) {
            throw failure(where, endpoint.user(), e);
        }
    }

    private static Connection prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SESSION);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static ConnectionUrl parse(Endpoint endpoint) {
        if (!endpoint.jdbcUrl().startsWith(PREFIX)) {
            throw wrongUrl(endpoint, "it should start with " + PREFIX + "//", null);
        }
        try {
            ConnectionUrl url = ConnectionUrl.getConnectionUrlInstance(endpoint.jdbcUrl(), new Properties());
            if (url.getDatabase() == null || url.getDatabase().isEmpty()) {
                throw wrongUrl(endpoint, "it names no database", null);
            }
            return url;
        } catch (CJException e) {
            throw wrongUrl(endpoint, e.getMessage(), e);
        }
    }

    private static ReplicationException wrongUrl(Endpoint endpoint, String why, @Nullable Throwable cause) {
        return new ReplicationException(
                ErrorKind.CONFIGURATION,
                "Not a MySQL URL: " + endpoint.jdbcUrl().replaceFirst("\\?.*", "") + ": " + why
                        + "; expected jdbc:mysql://host:3306/database",
                cause);
    }

    /** The driver lets these win over the URL, so what the URL says is left out. */
    private static Properties properties(Endpoint endpoint, ConnectionUrl url) {
        Properties properties = new Properties();
        properties.putAll(DEFAULTS);
        properties.setProperty(SSL_MODE, defaultSslMode(url.getMainHost().getHost()));
        properties.keySet().removeAll(url.getOriginalProperties().keySet());
        properties.putAll(endpoint.properties());
        properties.setProperty("user", endpoint.user());
        properties.setProperty("password", endpoint.password().get());
        return properties;
    }

    /** How connections of this endpoint are encrypted, in the driver's words. */
    static String sslMode(Endpoint endpoint) {
        ConnectionUrl url = parse(endpoint);
        String inUrl = url.getOriginalProperties().get(SSL_MODE);
        return inUrl != null ? inUrl : properties(endpoint, url).getProperty(SSL_MODE);
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
        ErrorKind kind = kindOfFailedLogin(e);
        String what = switch (kind) {
            case CONNECTION -> "Cannot reach MySQL at " + where + ": " + rootMessage(e);
            case AUTHENTICATION -> "MySQL at " + where + " refuses user " + user + ": " + e.getMessage();
            default -> "Cannot open a session on MySQL at " + where + " as " + user + ": " + e.getMessage();
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
