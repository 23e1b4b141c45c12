package io.replicator.app.http;

import org.jspecify.annotations.Nullable;

/**
 * A request as the routes see it.
 *
 * @param authorization the header of this name, or {@code null}
 * @param body of a PUT or POST, else empty
 */
record Call(String method, String path, @Nullable String authorization, String body) {
    Call(String method, String path) {
        this(method, path, null, "");
    }
}
