package io.replicator.app.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.replicator.app.status.StatusDocument;
import io.replicator.app.status.StatusJson;
import io.replicator.app.status.VerificationDocument;
import io.replicator.change.TableId;
import io.replicator.progress.Progress;
import io.replicator.progress.TableStatus;
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
                Route.change("POST", "/api/v1/copy-again", call -> copyAgain(call.body())),
                Route.change("POST", "/api/v1/verify", call -> verify()),
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

    record TableDocument(@Nullable String table) {}

    private Response copyAgain(String body) {
        Optional<TableId> known =
                read(body, TableDocument.class).map(TableDocument::table).flatMap(this::table);
        known.ifPresent(table -> {
            progress.note("another copy of " + table + " asked for through the control API");
            control.copyAgain(table);
        });
        return known.map(table -> accepted())
                .orElseGet(() -> Response.error(
                        400, "expected {\"table\": \"…\"} with one of the tables that /api/v1/tables names"));
    }

    private Optional<TableId> table(String name) {
        return progress.status().tables().stream()
                .map(TableStatus::table)
                .filter(table -> table.toString().equals(name))
                .findFirst();
    }

    private Response verify() {
        return control.verify()
                .map(why -> Response.error(409, why))
                .orElseGet(() -> Response.json(
                        202, VerificationDocument.of(progress.verifications().latest())));
    }

    /** The state may not have moved yet. */
    private Response accepted() {
        return Response.json(202, StatusDocument.of(progress.status(), clock.instant()));
    }

    record LevelDocument(@Nullable String level) {}

    private Response setLogLevel(String body) {
        Optional<String> set =
                read(body, LevelDocument.class).map(LevelDocument::level).flatMap(LogLevel::set);
        set.ifPresent(level -> progress.note("log level " + level + " set through the control API"));
        return set.map(ControlRoutes::logLevel)
                .orElseGet(() -> Response.error(
                        400, "expected {\"level\": \"…\"} with one of " + String.join(", ", LogLevel.NAMES)));
    }

    private static <T> Optional<T> read(String body, Class<T> type) {
        try {
            return Optional.ofNullable(StatusJson.read(body, type));
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        }
    }

    private static Response logLevel(String level) {
        return Response.json(200, Map.of("level", level));
    }
}
