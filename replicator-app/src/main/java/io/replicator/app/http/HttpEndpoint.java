package io.replicator.app.http;

import io.replicator.app.config.HttpSettings;
import io.replicator.app.metrics.Metrics;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import java.io.IOException;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The daemon's HTTP server; a few daemon threads of its own answer. */
public final class HttpEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);

    private final Server server;
    private final Metrics metrics;
    private final Samples samples;

    private HttpEndpoint(Server server, HttpSettings settings, Served served) {
        this.server = server;
        this.metrics = new Metrics(served.progress(), served.clock());
        this.samples = new Samples(served.progress(), served.clock());
        Routes routes = new Routes(served, metrics, samples, new Token(settings.token()));
        server.setHandler(new RequestHandler(routes, Listener.pace()));
    }

    /** @throws ReplicationException of kind CONFIGURATION if the address cannot be listened on */
    public static HttpEndpoint start(HttpSettings settings, Served served) {
        HttpEndpoint endpoint = new HttpEndpoint(Listener.open(settings), settings, served);
        try {
            endpoint.server.start();
        } catch (Exception e) {
            endpoint.close();
            throw cannotListen(settings, e);
        }
        LOG.info(
                "Status page, API, metrics and health on {}://{}:{}",
                settings.scheme(),
                settings.host(),
                endpoint.port());
        return endpoint;
    }

    private static ReplicationException cannotListen(HttpSettings settings, Exception e) {
        Throwable reason = e instanceof IOException && e.getCause() != null ? e.getCause() : e;
        return new ReplicationException(
                ErrorKind.CONFIGURATION,
                "Cannot listen on " + settings.host() + ":" + settings.port() + " (http.host, http.port): "
                        + reason.getMessage(),
                e);
    }

    /** The port that is listened on. */
    public int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.debug("The HTTP server did not end cleanly", e);
        }
        samples.close();
        metrics.close();
    }
}
