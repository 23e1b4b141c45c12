package io.replicator.app.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.replicator.app.config.HttpSettings;
import io.replicator.app.metrics.Metrics;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.progress.Progress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The daemon's HTTP server; a few daemon threads of its own answer. */
public final class HttpEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);
    private static final int THREADS = 4;
    private static final int WAITING_REQUESTS = 64;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Metrics metrics;
    private final Routes routes;

    private HttpEndpoint(HttpServer server, Progress progress, Clock clock) {
        this.server = server;
        this.threads = threads();
        this.metrics = new Metrics(progress, clock);
        this.routes = new Routes(progress, metrics, clock);
    }

    /** @throws ReplicationException of kind CONFIGURATION if the address cannot be listened on */
    public static HttpEndpoint start(HttpSettings settings, Progress progress, Clock clock) {
        boundWaiting();
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(settings.host(), settings.port()), 0);
            HttpEndpoint endpoint = new HttpEndpoint(server, progress, clock);
            endpoint.open();
            return endpoint;
        } catch (IOException | IllegalArgumentException e) {
            throw new ReplicationException(
                    ErrorKind.CONFIGURATION,
                    "Cannot listen on " + settings.host() + ":" + settings.port() + " (http.host, http.port): "
                            + e.getMessage(),
                    e);
        }
    }

    /** Otherwise a client that sends nothing would hold a thread for ever. Read once, when the first server starts. */
    private static void boundWaiting() {
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "30");
    }

    private static ExecutorService threads() {
        return new ThreadPoolExecutor(
                THREADS,
                THREADS,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING_REQUESTS),
                task -> {
                    Thread thread = new Thread(task, "http");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.CallerRunsPolicy());
    }

    private void open() {
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        LOG.info(
                "Metrics, health and status on http://{}:{}",
                server.getAddress().getHostString(),
                port());
    }

    /** The port that is listened on. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, answer(exchange));
        }
    }

    private Response answer(HttpExchange exchange) {
        try {
            return routes.answer(
                    exchange.getRequestMethod(), exchange.getRequestURI().getPath());
        } catch (RuntimeException e) {
            LOG.warn("Request for {} failed", exchange.getRequestURI().getPath(), e);
            return Response.error(500, "this is a defect of replicator; its log says more");
        }
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", response.contentType());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (response.status() == 405) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(response.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(response.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        metrics.close();
    }
}
