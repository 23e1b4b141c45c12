package io.replicator.app.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.replicator.app.status.StatusDocument;
import io.replicator.app.status.StatusJson;
import io.replicator.progress.Progress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What holders of the token may do. Any thread. */
final class ControlRoutes {
    private final Progress progress;
    private final Control control;
    private final Clock clock;

    ControlRoutes(Served served) {
        this.progress = served.progress();
        this.control = served.control();
        this.clock = served.clock();
    }

    List<Route> routes() {
        return List.of(
                Route.change("POST", "/api/v1/pause", call -> pause()),
                Route.change("POST", "/api/v1/resume", call -> resume()),
                Route.change("POST", "/api/v1/stop", call -> stop()),
                Route.get("/api/v1/log-level", call -> logLevel(LogLevel.get())),
                Route.change("PUT", "/api/v1/log-level", call -> setLogLevel(call.body())));
    }

    private Response pause() {
        control.pause();
        progress.note("pause asked for through the control API");
        return accepted();
    }

    private Response resume() {
        control.resume();
        progress.note("resumption asked for through the control API");
        return accepted();
    }

    private Response stop() {
        progress.note("stop asked for through the control API");
        return accepted().then(control::stop);
    }

    /** The state may not have moved yet. */
    private Response accepted() {
        return Response.json(202, StatusDocument.of(progress.status(), clock.instant()));
    }

    record LevelDocument(@Nullable String level) {}

    private Response setLogLevel(String body) {
        Optional<String> set = level(body).flatMap(LogLevel::set);
        set.ifPresent(level -> progress.note("log level " + level + " set through the control API"));
        return set.map(ControlRoutes::logLevel)
                .orElseGet(() -> Response.error(
                        400, "expected {\"level\": \"…\"} with one of " + String.join(", ", LogLevel.NAMES)));
    }

    private static Optional<String> level(String body) {
        try {
            LevelDocument document = StatusJson.read(body, LevelDocument.class);
            return document == null ? Optional.empty() : Optional.ofNullable(document.level());
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        }
    }

    private static Response logLevel(String level) {
        return Response.json(200, Map.of("level", level));
    }
}
