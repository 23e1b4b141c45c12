package io.replicator.app.http;

import io.replicator.app.config.HttpSettings;
import io.replicator.app.config.HttpTlsSettings;
import io.replicator.tls.PemStores;
import java.time.Duration;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/** Opens a server whose clients can cost neither much memory nor a thread that others wait for. Stateless. */
final class Listener {
    /** A connection holds no thread while its client is silent. */
    private static final int CONNECTIONS = 256;

    /** Connections, and requests of all of them together. A client in a loop would else take the CPU from replication. */
    static final int PER_SECOND = 250;

    private static final int THREADS = 8;
    private static final int HEADER_BYTES = 8 * 1024;
    static final Duration IDLE = Duration.ofSeconds(10);
    private static final int LEAST_BYTES_PER_SECOND = 64;

    private Listener() {}

    static Server open(HttpSettings settings) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
        threads.setName("http");
        threads.setDaemon(true);
        threads.setReservedThreads(0);
        Server server = new Server(threads, new ScheduledExecutorScheduler("http-timer", true), null);
        ServerConnector connector = new ServerConnector(server, null, null, null, 1, 1, protocols(settings));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setAcceptQueueSize(CONNECTIONS);
        connector.setIdleTimeout(IDLE.toMillis());
        connector.addBean(new FirstRequestDeadline(server.getScheduler(), IDLE));
        connector.addBean(new PacedAcceptance(pace()));
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(CONNECTIONS, server));
        server.setErrorHandler(new ErrorAnswer());
        return server;
    }

    static Pace pace() {
        return new Pace(PER_SECOND, System::nanoTime);
    }

    private static ConnectionFactory[] protocols(HttpSettings settings) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        // A cache of a tenth of a megabyte for each connection.
        http.setHeaderCacheSize(0);
        http.setMinRequestDataRate(LEAST_BYTES_PER_SECOND);
        http.setMinResponseDataRate(LEAST_BYTES_PER_SECOND);
        // Paths are looked up in a list, so that none of them can lead anywhere else.
        http.setUriCompliance(UriCompliance.UNSAFE);
        return settings.tls().map(tls -> encrypted(http, tls)).orElseGet(() ->
                new ConnectionFactory[] {new HttpConnectionFactory(http)});
    }

    private static ConnectionFactory[] encrypted(HttpConfiguration http, HttpTlsSettings tls) {
        // Monitors ask by address; which name they use is no concern of ours.
        SecureRequestCustomizer anyName = new SecureRequestCustomizer(false);
        http.addCustomizer(anyName);
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setKeyStore(PemStores.identity(tls.certificate(), tls.key(), new char[0]));
        context.setKeyStorePassword("");
        tls.clientCa().ifPresent(authorities -> {
            context.setTrustStore(PemStores.trusting(authorities));
            context.setNeedClientAuth(true);
        });
        return new ConnectionFactory[] {new SslConnectionFactory(context, "http/1.1"), new HttpConnectionFactory(http)};
    }
}
