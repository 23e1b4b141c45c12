package io.replicator.app.http;

import io.replicator.app.metrics.Metrics;
import io.replicator.app.status.Health;
import io.replicator.app.status.StatusDocument;
import io.replicator.app.status.VerificationDocument;
import io.replicator.progress.PipelineStatus;
import io.replicator.progress.Progress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is served under which path. Any thread. */
final class Routes {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final Progress progress;
    private final Clock clock;
    private final Object configuration;
    private final Metrics metrics;
    private final Token token;
    private final List<Route> routes = new ArrayList<>();

    Routes(Served served, Metrics metrics, Samples samples, Token token) {
        this.progress = served.progress();
        this.clock = served.clock();
        this.configuration = served.configuration();
        this.metrics = metrics;
        this.token = token;
        routes.addAll(List.of(
                Route.get("/metrics", call -> metrics()),
                Route.get("/health/live", call -> live()),
                Route.get("/health/ready", call -> ready()),
                Route.get("/api/v1/status", call -> Response.json(200, status())),
                Route.get("/api/v1/tables", call -> Response.json(200, Map.of("tables", status().tables()))),
                Route.get("/api/v1/events", call -> events()),
                Route.get("/api/v1/verify", call -> verification(call)),
                Route.get("/api/v1/samples", call -> Response.json(200, Map.of("samples", samples.all()))),
                Route.get("/api/v1/samples/latest", call -> Response.json(200, samples.now())),
                Route.get("/api/v1/configuration", call -> Response.json(200, configuration))));
        routes.addAll(new ControlRoutes(served).routes());
        routes.addAll(Page.routes());
    }

    List<Route> all() {
        return List.copyOf(routes);
    }

    Response answer(Call call) {
        List<Route> here = routes.stream()
                .filter(route -> route.path().equals(call.path()))
                .toList();
        if (here.isEmpty()) {
            return Response.error(404, "not found; /api/v1/openapi.json says what there is");
        }
        return here.stream()
                .filter(route -> route.takes(call.method()))
                .findFirst()
                .map(route -> answer(route, call))
                .orElseGet(() -> notAllowed(here));
    }

    private Response answer(Route route, Call call) {
        Optional<Response> refusal = route.changing() ? token.refusal(call.authorization()) : Optional.empty();
        return refusal.orElseGet(() -> route.answer().apply(call));
    }

    private static Response notAllowed(List<Route> here) {
        List<String> methods = here.stream()
                .map(Route::method)
                .flatMap(method -> method.equals("GET") ? Stream.of("GET", "HEAD") : Stream.of(method))
                .toList();
        String verb = methods.size() == 1 ? " is allowed" : " are allowed";
        return Response.error(405, "only " + methods.stream().collect(Collectors.joining(" and ")) + verb)
                .with("Allow", String.join(", ", methods));
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

    private StatusDocument status() {
        return StatusDocument.of(progress.status(), clock.instant());
    }

    /** Keys of rows are for holders of the token. */
    private Response verification(Call call) {
        VerificationDocument document =
                VerificationDocument.of(progress.verifications().latest());
        boolean trusted = token.refusal(call.authorization()).isEmpty();
        return Response.json(200, trusted ? document : document.withoutExamples());
    }

    private Response events() {
        return Response.json(
                200,
                Map.of(
                        "events",
                        progress.events().stream().map(EventDocument::of).toList()));
    }
}
