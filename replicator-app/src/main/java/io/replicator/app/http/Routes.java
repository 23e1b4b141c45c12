package io.replicator.app.http;

import io.replicator.app.metrics.Metrics;
import io.replicator.app.status.Health;
import io.replicator.app.status.StatusDocument;
import io.replicator.progress.PipelineStatus;
import io.replicator.progress.Progress;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is served under which path. Any thread. */
final class Routes {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final Progress progress;
    private final Metrics metrics;
    private final Clock clock;
    private final Map<String, Supplier<Response>> routes = Map.of(
            "/metrics", this::metrics,
            "/health/live", this::live,
            "/health/ready", this::ready,
            "/api/v1/status", this::status);

    Routes(Progress progress, Metrics metrics, Clock clock) {
        this.progress = progress;
        this.metrics = metrics;
        this.clock = clock;
    }

    Response answer(String method, String path) {
        @Nullable Supplier<Response> route = routes.get(path);
        if (route == null) {
            return Response.error(
                    404,
                    "not found; there are "
                            + String.join(
                                    ", ", routes.keySet().stream().sorted().toList()));
        }
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Response.error(405, "only GET and HEAD are allowed");
        }
        return route.get();
    }

    private Response metrics() {
        return new Response(200, PROMETHEUS_TEXT, metrics.scrape());
    }

    private Response live() {
        PipelineStatus status = progress.status();
        String stuck =
                Health.isStuck(status, clock.instant()) ? " without progress since " + status.lastProgress() : "";
        return Response.health(Health.isLive(status, clock.instant()), status.state() + stuck);
    }

    private Response ready() {
        PipelineStatus status = progress.status();
        return Response.health(status.state().isReady(), status.state().toString());
    }

    private Response status() {
        return Response.json(200, StatusDocument.of(progress.status(), clock.instant()));
    }
}
