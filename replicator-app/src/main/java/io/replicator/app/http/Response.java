package io.replicator.app.http;

import io.replicator.app.status.StatusJson;
import java.util.Map;

/** What is answered to a request. */
record Response(int status, String contentType, String body) {
    private static final String JSON = "application/json";

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
}
