package io.replicator.app.http;

import io.replicator.app.status.StatusJson;
import java.util.Map;

/**
 * What is answered to a request.
 *
 * @param headers besides those that every response has
 * @param afterwards done once it is sent
 */
record Response(int status, String contentType, Map<String, String> headers, String body, Runnable afterwards) {
    private static final String JSON = "application/json";

    Response(int status, String contentType, String body) {
        this(status, contentType, Map.of(), body, () -> {});
    }

    static Response json(int status, Object document) {
        return new Response(status, JSON, StatusJson.write(document) + "\n");
    }

    static Response error(int status, String error) {
        return json(status, Map.of("error", error));
    }

    /** 200 or 503, with the reason for people. */
    static Response health(boolean good, String reason) {
        return json(good ? 200 : 503, Map.of("ok", good, "reason", reason));
    }

    Response with(String header, String value) {
        return new Response(status, contentType, Map.of(header, value), body, afterwards);
    }

    Response then(Runnable action) {
        return new Response(status, contentType, headers, body, action);
    }
}
