package io.replicator.app.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Files of the status page, from the class path. Only those named here can be asked for. */
final class Page {
    private Page() {}

    static List<Route> routes() {
        return List.of(
                route("/", "index.html", "text/html; charset=utf-8"),
                route("/status.css", "status.css", "text/css; charset=utf-8"),
                route("/status.js", "status.js", "text/javascript; charset=utf-8"),
                route("/chart.js", "chart.js", "text/javascript; charset=utf-8"),
                route("/icon.svg", "icon.svg", "image/svg+xml"),
                route("/api/v1/openapi.json", "openapi.json", "application/json"));
    }

    private static Route route(String path, String file, String contentType) {
        Response response = new Response(200, contentType, read(file));
        return Route.get(path, call -> response);
    }

    private static String read(String file) {
        try (InputStream stream = Objects.requireNonNull(Page.class.getResourceAsStream("page/" + file), file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
